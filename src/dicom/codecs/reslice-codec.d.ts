// What scripts/embed-codecs.mjs makes of a codec's package.
declare module 'reslice-codec:*' {
  /** Emscripten's factory. */
  export const createModule: (options: {
    readonly wasmBinary: Uint8Array;
    readonly print: () => void;
    readonly printErr: () => void;
  }) => Promise<unknown>;
  /** Bytes of the WASM. */
  export const size: number;
  /** The WASM, raw deflate, base64. */
  export const deflated: string;
}
