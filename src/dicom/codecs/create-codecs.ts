// One frame's bytes -> its cells, by the decoder that its transfer syntax asks for. Each decoder is its own chunk, loaded when the
// first file needs it; RLE and encapsulated native frames need none.
import { ResliceError } from '../../errors.ts';
import type { PixelFormat } from '../pixel-format.ts';
import type { PixelCoding } from '../transfer-syntax.ts';
import type { Cells } from './cells.ts';
import { jpeg2000Size, jpegLsSize, jpegXlSize, requireSize, SSIZ } from './codestream-size.ts';
import type { WasmCodecName } from './given-wasm.ts';
import { decodeRle } from './rle.ts';
import type { WasmCodec } from './wasm-codec.ts';

export interface Codecs {
  /**
   * @param bytes  a frame's fragments, joined
   * @returns cells as native Pixel Data has them (bytes), or as the codestream has them (samples)
   * @throws ResliceError 'dicom/corrupt-codestream', 'dicom/limit-exceeded', 'dicom/unsupported-transfer-syntax', without the
   * file's name
   */
  decode(coding: Exclude<PixelCoding, 'native'>, bytes: Uint8Array, format: PixelFormat): Promise<Uint8Array | Cells>;
}

/** Keeps the WASM decoders that were needed; let go of it and they are freed. */
export function createCodecs(): Codecs {
  const loaded = new Map<WasmCodecName, Promise<WasmCodec>>();
  const wasm = (name: WasmCodecName): Promise<WasmCodec> => {
    const codec = loaded.get(name) ?? import('./wasm-codec.ts').then(({ createWasmCodec }) => createWasmCodec(name));
    loaded.set(name, codec);
    return codec;
  };
  return {
    async decode(coding, bytes, format) {
      switch (coding) {
        case 'encapsulated':
          return bytes;
        case 'rle':
          return rleCells(bytes, format);
        case 'deflated':
          return (await import('./inflate.ts')).inflate(bytes, frameBytes(format) + 1);
        case 'jpeg':
        case 'jpeg-lossless':
          return decodeJpegCells(bytes, format);
        case 'jpeg-ls':
          requireSize(jpegLsSize(bytes), format, 'JPEG-LS');
          return (await wasm('charls')).decode(bytes, format);
        case 'jpeg-2000':
          return decodeJpeg2000(() => wasm('openjpeg'), bytes, format);
        case 'jpeg-xl':
          requireSize(jpegXlSize(bytes), format, 'JPEG XL');
          return (await wasm('libjxl')).decode(bytes, format);
      }
    },
  };
}

const pixelsOf = ({ rows, columns }: PixelFormat): number => rows * columns;

/** Bytes of a native frame; of one bit a pixel, rounded up. */
const frameBytes = (format: PixelFormat): number =>
  Math.ceil((pixelsOf(format) * format.samplesPerPixel * format.bitsAllocated) / 8);

function rleCells(bytes: Uint8Array, format: PixelFormat): Uint8Array {
  const { samplesPerPixel, bitsAllocated } = format;
  if (bitsAllocated === 1) return decodeRle(bytes, Math.ceil(pixelsOf(format) / 8), 1, 1);
  return decodeRle(bytes, pixelsOf(format), samplesPerPixel, bitsAllocated / 8);
}

async function decodeJpegCells(bytes: Uint8Array, format: PixelFormat): Promise<Cells> {
  const { decodeJpeg } = await import('./jpeg/decode-jpeg.ts');
  const { rows, columns, samplesPerPixel, photometricInterpretation } = format;
  return {
    ...decodeJpeg(bytes, {
      toRgb: photometricInterpretation.startsWith('YBR'),
      expected: { rows, columns, components: samplesPerPixel },
    }),
    signed: null,
  };
}

/** OpenJPEG says nothing where a stream breaks off, and clamps signed samples of 8 bits at 0: both are seen to here. */
async function decodeJpeg2000(load: () => Promise<WasmCodec>, bytes: Uint8Array, format: PixelFormat): Promise<Cells> {
  const size = jpeg2000Size(bytes);
  requireSize(size, format, 'JPEG 2000');
  if (!endsWithEoc(bytes)) {
    throw new ResliceError('dicom/corrupt-codestream', { detail: 'JPEG 2000: the codestream is cut off' });
  }
  const codec = await load();
  const sign = size!.start + SSIZ;
  const bits = (bytes[sign]! & 0x7f) + 1;
  if (size!.components !== 1 || bits > 8 || (bytes[sign]! & 0x80) === 0) return codec.decode(bytes, format);
  // Told that they are unsigned, it adds half their range instead of clamping; that is taken off again.
  const { samples } = await codec.decode(bytes, format, (encoded) => {
    encoded[sign]! &= 0x7f;
  });
  const half = 2 ** (bits - 1);
  return { samples: samples.map((sample) => (sample - half) & 0xff), precision: bits, signed: true };
}

/** FFD9, but for padding. */
function endsWithEoc(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 2 && bytes[end - 1] === 0) end--;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
