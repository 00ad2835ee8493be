// `reslice batch`: many renders out of a job file. What is done stays done, and a job that fails fails alone.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isResliceError } from '../errors.ts';
import { filesKey, type Job, parseJobs, parseShard, shardOf } from './batch-jobs.ts';
import { addToManifest, type DoneJob, readManifests } from './batch-manifest.ts';
import { type Drawer, ownDrawer, processDrawer } from './batch-pool.ts';
import { jobQueue } from './batch-queue.ts';
import type { Outcome } from './draw-job.ts';
import { statusOf } from './exit-status.ts';
import type { CommandIo } from './io.ts';
import { badUse, parseIndex } from './parse-options.ts';
import { printable } from './printable.ts';
import { namesWithin, type WrittenNames, writtenNames } from './written-names.ts';

export interface BatchWords {
  readonly workers?: string;
  readonly shard?: string;
  readonly force?: boolean;
}

/** @throws ResliceError 'use/bad-argument' for a job file that cannot be read; what is wrong with a job is told, and the rest is done */
export async function batch(file: string, words: BatchWords, io: CommandIo): Promise<void> {
  const shard = words.shard === undefined ? null : parseShard(words.shard);
  const workers = words.workers === undefined ? availableParallelism() : parseIndex('--workers', words.workers);
  const { jobs, bad } = parseJobs(textOf(file));
  const own = shard ? shardOf(jobs, shard) : jobs;
  const counts = { drawn: 0, kept: 0, failed: 0 };
  let status = 0;
  const fail = (line: number, message: string, code: string | null): void => {
    counts.failed++;
    status = Math.max(status, statusOf(code));
    clear(io);
    io.err(`reslice: ${file}:${line}: ${printable(message)}\n`);
  };
  // Every shard would tell of the same ones.
  if (!shard || shard.index === 0) for (const { line, error } of bad) fail(line, error.message, error.code);
  const lines = new Map<string, number>();
  const keep = (job: Job, outcome: Outcome & { readonly kind: 'drawn' }): Outcome => {
    try {
      noteFiles(lines, job, outcome.entry);
      addToManifest(job.words.out, outcome.entry, shard);
      return outcome;
    } catch (error) {
      if (!isResliceError(error)) throw error;
      return { kind: 'failed', code: error.code, message: error.message, notes: '' };
    }
  };
  const take = (job: Job, outcome: Outcome): void => {
    if (outcome.notes) clear(io);
    for (const note of outcome.notes.split('\n').filter(Boolean))
      io.err(`reslice: ${file}:${job.line}: ${note.replace(/^reslice: /, '')}\n`);
    const ended = outcome.kind === 'drawn' ? keep(job, outcome) : outcome;
    if (ended.kind === 'failed') fail(job.line, ended.message, ended.code);
    else counts[ended.kind]++;
    const { drawn, kept, failed } = counts;
    if (io.terminal) io.err(`\r${drawn + kept + failed} of ${own.length} jobs, ${failed} failed`);
  };
  const within = namesWithin(jobs.map((job) => writtenNames(job.words)));
  await drawAll(own, { workers, force: words.force === true, take, within });
  clear(io);
  const { drawn, kept, failed } = counts;
  io.out(`${drawn + kept + failed} jobs: ${drawn} drawn, ${kept} done before, ${failed} failed\n`);
  io.finish(status);
}

/**
 * Whose lines wrote which files, where links lead to the same one too.
 * @throws ResliceError 'use/bad-argument' for a file that another job of this run wrote before
 */
function noteFiles(lines: Map<string, number>, { line }: Job, { files }: DoneJob): void {
  for (const [name] of files) {
    const real = existsSync(name) ? realpathSync(name) : name;
    const other = lines.get(real);
    if (other !== undefined) throw badUse(`out: line ${other} wrote ${name} as well, and it is overwritten`);
    lines.set(real, line);
  }
}

interface DrawOptions {
  /** 0: here. */
  readonly workers: number;
  readonly force: boolean;
  readonly take: (job: Job, outcome: Outcome) => void;
  /** What all jobs write into these paths. */
  readonly within: (paths: readonly string[]) => readonly WrittenNames[];
}

async function drawAll(jobs: readonly Job[], { workers, force, take, within }: DrawOptions): Promise<void> {
  const done = force ? null : readManifests(jobs);
  const queue = jobQueue(jobs);
  const lane = async (drawer: Drawer): Promise<void> => {
    let last: Job | null = null;
    try {
      for (let job = queue(last); job; job = queue(last)) {
        last = job;
        const before = done?.get(resolve(job.words.out)) ?? [];
        take(job, await drawer.draw({ job, done: before, shared: isShared(job), within: within(job.paths) }));
      }
    } finally {
      drawer.close();
    }
  };
  const users = new Map<string, number>();
  for (const job of jobs) users.set(filesKey(job), (users.get(filesKey(job)) ?? 0) + 1);
  const isShared = (job: Job): boolean => users.get(filesKey(job))! > 1;
  const drawers = workers === 0 ? [ownDrawer()] : Array.from({ length: Math.min(workers, jobs.length) }, processDrawer);
  await Promise.all(drawers.map(lane));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw badUse(`${file} cannot be read`, { cause });
  }
}

const clear = (io: CommandIo): void => {
  if (io.terminal) io.err('\r\x1b[K');
};
