// The three WASM decoders, which share one interface. Each is loaded when a file needs it, and made anew after it has thrown:
// an exception leaves its stack behind, and after some hundred of them good frames fail too.
import { ResliceError } from '../../errors.ts';
import { interleaved } from '../native-cells.ts';
import type { Cells, FrameShape } from './cells.ts';
import type { PackedWasm, WasmCodecName } from './given-wasm.ts';
import { inflate } from './inflate.ts';

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  /** A view into WASM memory: to be copied before anything else is asked for. */
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  };
  /** JPEG-LS: 0 where the result is plane by plane. */
  getInterleaveMode?(): number;
  delete(): void;
}

type Module = Readonly<Record<string, new () => Decoder>>;

interface Instance {
  readonly module: Module;
  /** Lets the decoder's memory grow to so many bytes and no further. */
  limit(bytes: number): void;
}

/** What a decoder may need beside the bytes and the samples, and for each sample: planes and coefficients of 32 bits, some twice. */
const BASE = 32 * 2 ** 20;
const PER_SAMPLE = 64;

interface Codec {
  readonly title: string;
  readonly className: string;
  load(): Promise<typeof import('reslice-codec:*')>;
}

const CODECS: Readonly<Record<WasmCodecName, Codec>> = {
  charls: { title: 'JPEG-LS', className: 'JpegLSDecoder', load: () => import('reslice-codec:charls') },
  openjpeg: { title: 'JPEG 2000', className: 'J2KDecoder', load: () => import('reslice-codec:openjpeg') },
  libjxl: { title: 'JPEG XL', className: 'JpegXLDecoder', load: () => import('reslice-codec:libjxl') },
};

/** A decoder's WASM as the package holds it: what a worker that cannot import it is given. */
export async function loadWasm(name: WasmCodecName): Promise<PackedWasm> {
  const { wasm } = await CODECS[name].load();
  return wasm();
}

export interface WasmCodec {
  /**
   * @param prepare  changes the encoded bytes in place before they are decoded
   * @throws ResliceError 'dicom/corrupt-codestream', without the file's name
   */
  decode(bytes: Uint8Array, shape: FrameShape, prepare?: (encoded: Uint8Array) => void): Promise<Cells>;
}

export function createWasmCodec(name: WasmCodecName): WasmCodec {
  const { title, className, load } = CODECS[name];
  const corrupt = (detail: string, cause?: unknown): ResliceError =>
    new ResliceError('dicom/corrupt-codestream', { detail: `${title}: ${detail}` }, { cause });
  let instance: Promise<Instance> | undefined;
  return {
    async decode(bytes, shape, prepare) {
      instance ??= load().then(instantiate);
      const { module, limit } = await instance;
      limit(BASE + 2 * bytes.length + PER_SAMPLE * shape.columns * shape.rows * shape.samplesPerPixel);
      const decoder = new module[className]!();
      try {
        const encoded = decoder.getEncodedBuffer(bytes.length);
        encoded.set(bytes);
        prepare?.(encoded);
        decoder.decode();
        return cellsOf(decoder, shape, corrupt);
      } catch (thrown) {
        instance = undefined;
        throw thrown instanceof ResliceError ? thrown : corrupt('cannot be decoded', thrown);
      } finally {
        decoder.delete();
      }
    },
  };
}

async function instantiate({ createModule, wasm }: Awaited<ReturnType<Codec['load']>>): Promise<Instance> {
  const { size, deflated } = await wasm();
  const packed = Uint8Array.from(atob(deflated), (character) => character.charCodeAt(0));
  const silent = (): void => {};
  let memory: WebAssembly.Memory | undefined;
  const module = await new Promise<unknown>((resolve, reject) => {
    const made = createModule({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(inflate(packed, size) as BufferSource, imports).then(({ instance, module }) => {
          memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
          receive(instance, module);
        }, reject);
        return {};
      },
      print: silent,
      printErr: silent,
    });
    made.then(resolve, reject);
  });
  return { module: module as Module, limit: (bytes) => memory && limitMemory(memory, bytes) };
}

const PAGE = 65536;

/** A header in a codestream can ask for any memory: the decoder is told that there is none, as it may be told on any machine. */
function limitMemory(memory: WebAssembly.Memory, bytes: number): void {
  const least = memory.buffer.byteLength;
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE > Math.max(bytes, least)) throw new RangeError('over the limit');
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
}

function cellsOf(decoder: Decoder, shape: FrameShape, corrupt: (detail: string) => ResliceError): Cells {
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
  const { columns, rows, samplesPerPixel } = shape;
  if (width !== columns || height !== rows || componentCount !== samplesPerPixel) {
    throw corrupt(`${width} × ${height} × ${componentCount} in the codestream, not as the header says`);
  }
  const decoded = decoder.getDecodedBuffer();
  const wide = bitsPerSample > 8;
  const count = columns * rows * samplesPerPixel;
  if (bitsPerSample > 16 || decoded.length !== count * (wide ? 2 : 1)) throw corrupt('not all pixels come out');
  const copy = decoded.slice();
  const samples = wide ? new Uint16Array(copy.buffer) : copy;
  const planar = samplesPerPixel > 1 && decoder.getInterleaveMode?.() === 0;
  return {
    samples: planar ? interleaved(samples, samplesPerPixel) : samples,
    precision: bitsPerSample,
    signed: isSigned ?? null,
  };
}
