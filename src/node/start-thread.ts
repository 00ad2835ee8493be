// A thread of Node as the worker that the pool knows.
import { Worker as Thread } from 'node:worker_threads';
import { portEvents } from './port-events.ts';

/** Beside this file in the package. Apart from `new URL`, so that no bundler looks for it where this is source. */
const PROGRAM = 'node-read-thread.js';

/**
 * @returns what the pool needs of a `Worker`. Where the program is not there (run from source, or bundled into something else) it tells
 * of an error, and the pool does without
 */
export function startThread(): Worker {
  // The caller's own flags are not for it: under `node --input-type=module --eval` it would not even start.
  const thread = new Thread(new URL(PROGRAM, import.meta.url), { execArgv: [] });
  return { ...portEvents(thread), terminate: () => void thread.terminate() } as unknown as Worker;
}
