// One job of a batch, in whatever process: left as it is where it is done already, else drawn and written whole or not at all.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ErrorCode } from '../errors.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import type { Series } from '../load/series.ts';
import { filesKey, type Job } from './batch-jobs.ts';
import { type DoneJob, isWhole, jobHash, sha256 } from './batch-manifest.ts';
import type { CliIo } from './io.ts';
import { pickVolume } from './pick-volume.ts';
import { readPaths } from './read-paths.ts';
import { readVolume } from './read-volume.ts';
import { refuseMixture } from './refuse-mixture.ts';
import { pictureNames, renderPictures } from './render-pictures.ts';
import { parseRender } from './render-request.ts';
import { spareScans } from './spare-scans.ts';
import type { WrittenNames } from './written-names.ts';

export interface Task {
  readonly job: Job;
  /** What was done for the same output before. */
  readonly done: readonly DoneJob[];
  /** Whether other jobs on the same files come: then they are read whole and kept. */
  readonly shared: boolean;
  /** What the job file's jobs write into the folders that this one reads. */
  readonly within: readonly WrittenNames[];
}

export type Outcome = { readonly notes: string } & (
  | { readonly kind: 'kept' }
  | { readonly kind: 'drawn'; readonly entry: DoneJob }
  | { readonly kind: 'failed'; readonly code: ErrorCode | null; readonly message: string }
);

/** @returns draws jobs one after the other, and keeps the files of the last one */
export function jobDrawer(): (task: Task) => Promise<Outcome> {
  let kept: { readonly key: string; readonly series: readonly Series[] } | null = null;
  return async ({ job, done, shared, within }) => {
    let notes = '';
    const io: CliIo = {
      terminal: false,
      out: () => undefined,
      err: (text) => {
        notes += text;
      },
      writeFile: async (name, bytes) => writeWhole(name, bytes),
    };
    try {
      const hash = jobHash(job, within);
      if (done.some((entry) => entry.job === hash && isWhole(entry))) return { kind: 'kept', notes };
      const request = await parseRender(job.words);
      const key = filesKey(job);
      if (kept && kept.key !== key) kept = null;
      if (!kept && shared) kept = { key, series: (await readPaths(job.paths, io)).series };
      const volume = kept ? pickVolume(kept.series, request.pick) : (await readVolume(job.paths, request, io)).volume;
      const names = pictureNames(volume, request);
      spareScans([...names, ...names.map(partOf)], job.paths, 'out');
      if (request.several?.kind === 'all') refuseMixture(request.out, names, 'out');
      const files: (readonly [string, string])[] = [];
      let blank = 0;
      for await (const picture of renderPictures(volume, request)) {
        await io.writeFile(picture.name, picture.bytes);
        files.push([resolve(picture.name), sha256(picture.bytes)]);
        if (picture.blank) blank++;
      }
      if (blank === files.length) io.err('no pixel has a value: beside the stack, or padding alone\n');
      return { kind: 'drawn', entry: { job: hash, files }, notes };
    } catch (error) {
      // Whatever it was, the next job is another one.
      const code = isResliceError(error) ? error.code : null;
      return { kind: 'failed', code, message: error instanceof Error ? error.message : String(error), notes };
    }
  };
}

const partOf = (name: string): string => `${name}.part`;

/** Whoever is killed leaves no half file under the name that was asked for. @throws ResliceError 'use/bad-argument' */
function writeWhole(name: string, bytes: Uint8Array): void {
  const part = partOf(name);
  try {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(part, bytes);
    renameSync(part, name);
  } catch (cause) {
    // Not where its folder is none: asking after it would be an error of its own.
    if (existsSync(part)) rmSync(part, { force: true });
    throw new ResliceError('use/bad-argument', { detail: `out ${name} cannot be written` }, { cause });
  }
}
