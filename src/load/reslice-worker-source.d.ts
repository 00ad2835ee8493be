// What scripts/worker-entry.mjs makes of read-worker.ts.
declare module 'reslice-worker-source' {
  /** The worker as one classic script. */
  export const source: string;
}
