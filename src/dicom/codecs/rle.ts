// RLE: PackBits, a segment for each byte of each sample, most significant first.
import { ResliceError } from '../../errors.ts';

const corrupt = (detail: string): ResliceError =>
  new ResliceError('dicom/corrupt-codestream', { detail: `RLE: ${detail}` });

/**
 * @param count  bytes in each segment when unpacked: pixels, or for 1 bit an eighth of them
 * @returns cells as native Pixel Data in little endian has them: interleaved samples, low byte first; length count·segments
 * @throws ResliceError 'dicom/corrupt-codestream', without the file's name
 * Source: DICOM PS3.5 annex G
 */
export function decodeRle(bytes: Uint8Array, count: number, samples: number, bytesPerSample: number): Uint8Array {
  const segments = samples * bytesPerSample;
  if (bytes.length < 64) throw corrupt('the header is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== segments) throw corrupt(`not the ${segments} segments that the pixels need`);
  const offsets = Array.from({ length: segments }, (_, n) => view.getUint32(4 + 4 * n, true));
  if (offsets.some((offset, n) => offset < 64 || offset >= bytes.length || (n > 0 && offset <= offsets[n - 1]!))) {
    throw corrupt('segments that lie outside the fragment or out of order');
  }
  // A packed byte pair stands for 128 bytes at most: what claims more is refused before it gets memory.
  if (count > bytes.length * 64) throw corrupt('fewer bytes than the pixels need');
  const cells = new Uint8Array(count * segments);
  offsets.forEach((offset, n) => {
    const sample = Math.floor(n / bytesPerSample);
    const byte = bytesPerSample - 1 - (n % bytesPerSample);
    unpack(bytes, offset, offsets[n + 1] ?? bytes.length, cells, sample * bytesPerSample + byte, segments, count);
  });
  return cells;
}

/** One segment, every `step`-th byte of `cells` from `first`. Runs may cross rows: some writers let them. */
function unpack(
  bytes: Uint8Array,
  start: number,
  end: number,
  cells: Uint8Array,
  first: number,
  step: number,
  count: number,
): void {
  const stop = first + count * step;
  let from = start;
  for (let to = first; to < stop; ) {
    if (from >= end) throw corrupt('a segment ends too early');
    const head = bytes[from++]!;
    if (head === 128) continue;
    if (head < 128) {
      if (from + head >= end) throw corrupt('a segment ends too early');
      for (let n = 0; n <= head && to < stop; n++, to += step) cells[to] = bytes[from + n]!;
      from += head + 1;
    } else {
      if (from >= end) throw corrupt('a segment ends too early');
      const value = bytes[from++]!;
      for (let n = 256 - head; n >= 0 && to < stop; n--, to += step) cells[to] = value;
    }
  }
}
