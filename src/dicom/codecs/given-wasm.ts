// The decoders' WASM in a worker that is a text (src/load/package-worker.ts): it cannot import what lies beside the page's own code, so
// the page hands it over.

export type WasmCodecName = 'charls' | 'openjpeg' | 'libjxl';

export interface PackedWasm {
  /** Bytes of the WASM. */
  readonly size: number;
  /** The WASM, raw deflate, base64. */
  readonly deflated: string;
}

type Giver = (name: WasmCodecName) => Promise<PackedWasm>;

let answer: (giver: Giver) => void;
const giver = new Promise<Giver>((resolve) => {
  answer = resolve;
});

export const takeWasmFrom = (from: Giver): void => answer(from);

/** What scripts/embed-codecs.mjs puts in a decoder's place there. */
export const givenWasm = async (name: WasmCodecName): Promise<PackedWasm> => (await giver)(name);
