// What scripts/embed-codecs.mjs makes of a codec's package.
declare module 'reslice-codec:*' {
  /** Emscripten's factory. */
  export const createModule: (options: {
    /** Makes the instance itself, and hands it over when it is there. */
    readonly instantiateWasm: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => object;
    readonly print: () => void;
    readonly printErr: () => void;
  }) => Promise<unknown>;
  export const wasm: () => PackedWasm | Promise<PackedWasm>;

  interface PackedWasm {
    /** Bytes of the WASM. */
    readonly size: number;
    /** The WASM, raw deflate, base64. */
    readonly deflated: string;
  }
}
