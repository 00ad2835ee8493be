// What a worker that reads files answers to, in a browser and in Node.
import { transfer } from 'comlink';
import { createCodecs } from '../dicom/codecs/create-codecs.ts';
import { takeWasmFrom } from '../dicom/codecs/given-wasm.ts';
import type { InputFile } from './input-file.ts';
import { readInput } from './read-input.ts';
import { buffersOf, packResult, type WireResult } from './wire.ts';

const codecs = createCodecs();

/** Reads one input at a time, its own decoders kept from one to the next. */
export const readWork = {
  /** Answers, so that whoever made the worker knows that it runs. */
  ready: (): true => true,

  /** For one that cannot import the decoders' WASM. */
  takeWasmFrom,

  /** @param input  a File or Blob is read here; bytes come transferred, and go back with the result */
  async read(name: string, input: Blob | ArrayBuffer | Uint8Array, nested: boolean): Promise<WireResult> {
    const file: InputFile =
      input instanceof Blob ? { name, arrayBuffer: () => input.arrayBuffer() } : { name, bytes: input };
    const result = await readInput(file, nested, codecs);
    return transfer(packResult(result), buffersOf(result));
  },
};

export type ReadWorker = typeof readWork;
