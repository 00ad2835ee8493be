// In one place because bundlers know this very expression and make a file of the worker; scripts/worker-entry.mjs writes it for the
// package's own build.

/** @throws whatever the platform throws where it has no workers or forbids them */
export const createWorker = (): Worker => new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
