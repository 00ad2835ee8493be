// All inputs -> their results, by a pool of workers where there is one, else here, a few milliseconds a turn.
import { createCodecs } from '../dicom/codecs/create-codecs.ts';
import type { Pause } from '../volume/build-volume.ts';
import type { InputFile } from './input-file.ts';
import { type ReadResult, readInput } from './read-input.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What one worker more would not speed up: the page itself and its GPU process need a core as well. */
const MOST_WORKERS = 4;

/** Larger inputs wait for a worker, because reading them here would block the page, bytes. */
const SMALL = 8 * 2 ** 20;

/** How far the reading is. */
export interface Count {
  readonly filesDone: number;
  /** An archive's files count as soon as it is open, and so do their bytes. */
  readonly filesTotal: number;
  /** Null where an input does not say how long it is before it is read. */
  readonly bytesTotal: number | null;
}

interface Job {
  readonly file: InputFile;
  /** Whether it comes out of an archive. */
  readonly nested: boolean;
  /** Where its result belongs: its input's index, and its own within an archive. */
  readonly order: readonly [input: number, within: number];
}

export interface ReadOptions {
  /** 0 for none: everything is read on the caller's thread. Chosen by the machine where absent. */
  readonly workers: number | undefined;
  /** The host's own; the package's where absent. */
  readonly worker: (() => Worker) | undefined;
  /** Indices of the inputs in the order of reading, each once. */
  readonly order: readonly number[];
  /** After each input: how many of how many are done. */
  readonly onResult: (result: ReadResult, count: Count) => void;
  /** Lets the event loop run; throws where the load is aborted. */
  readonly pause: Pause;
  /** Rejects when the load is aborted. */
  readonly aborted: Promise<never>;
}

/**
 * @param inputs  emptied: each is let go of once it is read, so that an archive does not stay beside what was in it
 * @returns results in the order of the inputs, an archive's files in its place
 */
export async function readInputs(inputs: InputFile[], options: ReadOptions): Promise<ReadResult[]> {
  const { order, onResult, pause, aborted } = options;
  const jobs: (Job | null)[] = order.map((n) => ({ file: inputs[n]!, nested: false, order: [n, 0] }));
  let bytesTotal = inputs.reduce<number | null>((sum, file) => add(sum, sizeOf(file)), 0);
  inputs.length = 0;
  const results: { readonly order: Job['order']; readonly result: ReadResult }[] = [];
  const codecs = createCodecs();
  let next = 0;
  /** Files of archives that cannot be had. */
  let lost = 0;
  let pool: WorkerPool | null = null;
  let closed = false;
  const take = (): Job => {
    const job = jobs[next]!;
    jobs[next++] = null;
    return job;
  };
  const tell = (place: Job['order'], result: ReadResult): void => {
    results.push({ order: place, result: { ...result, files: [] } });
    onResult(result, { filesDone: results.length, filesTotal: jobs.length + lost, bytesTotal });
  };
  const finish = (job: Job, result: ReadResult): void => {
    // What was on its way when the load ended is told to nobody.
    if (closed) return;
    const place = (n: number): Job['order'] => [job.order[0], n + 1];
    for (const [n, file] of result.files.entries()) {
      bytesTotal = add(bytesTotal, file.bytes.length);
      if (file.problem) lost++;
      else jobs.push({ file, nested: true, order: place(n) });
    }
    tell(job.order, result);
    for (const [n, { problem }] of result.files.entries())
      if (problem) tell(place(n), { images: [], files: [], problem, bytes: 0 });
  };
  /** Here, until there is a pool; without one to the end. */
  const ownLane = async (size: number): Promise<void> => {
    while (!pool && !closed && next < jobs.length) {
      const { file } = jobs[next]!;
      if (size > 0 && file instanceof Blob && file.size > SMALL) return;
      const job = take();
      finish(job, await readInput(file, job.nested, codecs, pause));
      await pause();
    }
  };
  const poolLane = async (ready: WorkerPool): Promise<void> => {
    while (!closed && next < jobs.length) {
      const job = take();
      const result = await ready.read(job.file, job.nested);
      if (result) finish(job, result);
      else {
        // No worker is left.
        await pause();
        finish(job, await readInput(job.file, job.nested, codecs, pause));
      }
    }
  };
  const opening = async (size: number): Promise<void> => {
    if (size === 0) return;
    const { openPool } = await import('./worker-pool.ts');
    const opened = await openPool(size, { create: options.worker });
    if (closed) opened?.close();
    else pool = opened;
  };
  const work = async (): Promise<void> => {
    const size = next < jobs.length ? poolSize(options, jobs.length) : 0;
    await Promise.all([ownLane(size), opening(size)]);
    while (!closed && next < jobs.length) {
      // Two lanes a worker: the next input is on its way while one is read.
      const ready = pool;
      if (ready) await Promise.all(Array.from({ length: ready.size * 2 }, () => poolLane(ready)));
      else await ownLane(0);
    }
  };
  try {
    await Promise.race([work(), aborted]);
  } finally {
    closed = true;
    (pool as WorkerPool | null)?.close();
  }
  results.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
  return results.map(({ result }) => result);
}

/** Bytes, or null where nobody knows before it is read. */
const sizeOf = (file: InputFile): number | null =>
  file instanceof Blob ? file.size : 'arrayBuffer' in file ? null : file.bytes.byteLength;

const add = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function poolSize({ workers, worker }: ReadOptions, jobs: number): number {
  if (!worker && (typeof Worker === 'undefined' || typeof Blob === 'undefined')) return 0;
  const cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.min(workers ?? Math.max(1, Math.min(cores - 1, MOST_WORKERS)), jobs);
}
