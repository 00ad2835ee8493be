// In one place because vite knows this very expression and makes a file of the worker. In the package's own build package-worker.ts
// takes its place.

/** @throws whatever the platform throws where it has no workers or forbids them */
export const createWorker = (): Worker => new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
