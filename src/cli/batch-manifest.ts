// What has been done already: a line of JSON a job, in a file beside the outputs. Each shard appends to its own, and all are read, so that
// shards need not know of each other and a run with other shards goes on where this one stopped.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { version } from '../../package.json' with { type: 'json' };
import { findFiles } from '../node/find-files.ts';
import type { Job, Shard } from './batch-jobs.ts';
import { badUse } from './parse-options.ts';
import { isWritten, type WrittenNames } from './written-names.ts';

export interface DoneJob {
  /** `jobHash` of what was drawn. */
  readonly job: string;
  /** Each file that was written, absolute, and the SHA-256 of its bytes. */
  readonly files: readonly (readonly [name: string, sha256: string])[];
}

const NAME = /^\.reslice-batch(\.\d+-of-\d+)?\.jsonl$/;

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** As it is written: names are relative to the manifest's folder, so that results may be moved as a whole. */
interface Entry extends DoneJob {
  readonly out: string;
}

/**
 * Everything that decides a job's output: its options, the version of Reslice, and each input file's path, length and time of change.
 * @param within  what the job file's jobs write into the input folders: that, and manifests, are no input
 * @throws ResliceError 'use/bad-argument' for a path that is not there
 */
export function jobHash({ paths, words }: Job, within: readonly WrittenNames[] = []): string {
  const isInput = (path: string): boolean => {
    const name = resolve(path);
    const whole = name.replace(/\.part$/, '');
    return !NAME.test(basename(name)) && !within.some((names) => isWritten(names, name) || isWritten(names, whole));
  };
  const inputs = findFiles(paths).filter(({ path }) => isInput(path));
  const files = inputs.map(({ path }) => {
    const found = existsSync(path) ? statSync(path) : null;
    return [path, found?.size, found?.mtimeMs];
  });
  const options = Object.entries({ ...words, out: basename(words.out) }).sort();
  return sha256(JSON.stringify([version, options, files]));
}

/** By `out`, absolute: each may have been done several times. A folder or a manifest that cannot be read knows of nothing done. */
export function readManifests(jobs: readonly Job[]): ReadonlyMap<string, readonly DoneJob[]> {
  const done = new Map<string, DoneJob[]>();
  for (const folder of new Set(jobs.map(({ words }) => dirname(resolve(words.out))))) {
    const names = readable(() => readdirSync(folder)) ?? [];
    for (const name of names.filter((each) => NAME.test(each)).sort()) {
      const text = readable(() => readFileSync(join(folder, name), 'utf8')) ?? '';
      for (const line of text.split('\n')) {
        const entry = entryOf(line);
        if (!entry) continue;
        const out = resolve(folder, entry.out);
        const files = entry.files.map(([file, hash]) => [resolve(folder, file), hash] as const);
        done.set(out, [...(done.get(out) ?? []), { job: entry.job, files }]);
      }
    }
  }
  return done;
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Null for what is none: whoever was killed while writing left half a line. */
function entryOf(line: string): Entry | null {
  try {
    const entry = JSON.parse(line) as Entry;
    return typeof entry.out === 'string' && typeof entry.job === 'string' && Array.isArray(entry.files) ? entry : null;
  } catch {
    return null;
  }
}

/** Whether all that it wrote is still there as it was. */
export const isWhole = (entry: DoneJob): boolean =>
  entry.files.length > 0 &&
  entry.files.every(([name, hash]) => existsSync(name) && sha256(readFileSync(name)) === hash);

/**
 * @param out  as the job has it
 * @throws ResliceError 'use/bad-argument' where the manifest cannot be written
 */
export function addToManifest(out: string, { job, files }: DoneJob, shard: Shard | null): void {
  const folder = dirname(resolve(out));
  const part = shard ? `.${shard.index}-of-${shard.count}` : '';
  const manifest = `.reslice-batch${part}.jsonl`;
  const own = files.map(([file, hash]) => [relative(folder, file), hash] as const);
  const entry: Entry = { out: relative(folder, resolve(out)), job, files: own };
  try {
    mkdirSync(folder, { recursive: true });
    // A line break first: half a line may be there.
    appendFileSync(join(folder, manifest), `\n${JSON.stringify(entry)}\n`);
  } catch (cause) {
    throw badUse(`out ${out} is drawn, but ${manifest} beside it cannot be written`, { cause });
  }
}
