// Modality values -> the bytes of a .npy file. Source: NumPy, numpy.lib.format, version 1.0

const PRELUDE = 10;
const ALIGNMENT = 64;

/**
 * float32, little endian whatever the machine, shape (height, width), C order.
 * @param values  length width·height, NaN outside
 */
export function npyBytes(values: Float32Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const record = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  // Spaces and the closing newline bring the data to a multiple of 64, where it can be mapped into memory.
  const start = Math.ceil((PRELUDE + record.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${record.padEnd(start - PRELUDE - 1, ' ')}\n`;
  const bytes = new Uint8Array(start + values.length * 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  view.setUint16(8, header.length, true);
  new TextEncoder().encodeInto(header, bytes.subarray(PRELUDE));
  values.forEach((value, i) => {
    view.setFloat32(start + i * 4, value, true);
  });
  return bytes;
}
