// How the built package finds its worker: it takes the place of create-worker.ts there (scripts/worker-entry.mjs). Not by the
// expression that bundlers look for: vite up to 7 cannot build a worker that loads decoders lazily, and esbuild and vite's
// pre-bundling leave the expression pointing at a file that is not there.
import { proxy, type Remote, wrap } from 'comlink';
import type { ReadWorker } from './read-work.ts';

/** Names of the file that this is in and of the worker's beside it, in the package as published. */
const OWN = /\/reslice-worker-pool\.js$/;
const WORKER = 'read-worker.js';

/**
 * The file beside this one where the package is served as it is; else, in whatever a bundler made of it, one out of a text that comes
 * with it and asks the page for a decoder's WASM.
 * @throws whatever the platform throws where it has no workers or forbids them
 */
export async function createWorker(): Promise<Worker> {
  const here = import.meta.url;
  // webpack writes the place where it found the file.
  if (OWN.test(here) && !here.startsWith('file:')) return startAt(new URL(WORKER, here));
  const { source } = await import('reslice-worker-source');
  const worker = startText(source);
  // Not waited for: whoever gets the worker must be listening when a policy has stopped it.
  void giveWasm(wrap<ReadWorker>(worker)).catch(() => undefined);
  return worker;
}

async function giveWasm(remote: Remote<ReadWorker>): Promise<void> {
  const { loadWasm } = await import('../dicom/codecs/wasm-codec.ts');
  await remote.takeWasmFrom(proxy(loadWasm));
}

/** @param name  by which the worker knows itself */
export function startAt(address: URL, name = ''): Worker {
  // Another origin's file may be imported, not started.
  return address.origin === location.origin
    ? new Worker(address, { type: 'module', name })
    : startText(`import ${JSON.stringify(address.href)};`, { type: 'module', name });
}

/** Throws, or gives one that breaks down at once, where a Content-Security-Policy forbids `blob:`. */
function startText(source: string, options: WorkerOptions = {}): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return new Worker(address, options);
  } finally {
    // Once it has begun to load: a worker looks its address up at once.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
