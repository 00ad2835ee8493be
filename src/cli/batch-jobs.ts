// A job file -> jobs: JSON lines, each a `render` with the same option names, and its `paths`.
import { relative } from 'node:path';
import { isResliceError, type ResliceError } from '../errors.ts';
import { isFolder } from './output-names.ts';
import { badUse } from './parse-options.ts';
import { RENDER_OPTIONS, type RenderWords } from './render-request.ts';
import { claims, writtenNames } from './written-names.ts';

export interface Job {
  /** Of the job file, from 1. */
  readonly line: number;
  readonly paths: readonly string[];
  readonly words: RenderWords;
}

export interface BadJob {
  readonly line: number;
  readonly error: ResliceError;
}

/** Jobs in the order of their lines; what is no job, or writes where another one does, stands by itself. */
export function parseJobs(text: string): { readonly jobs: readonly Job[]; readonly bad: readonly BadJob[] } {
  const jobs: Job[] = [];
  const bad: BadJob[] = [];
  const claim = claims();
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const job = jobOf(line, n + 1);
      const other = claim(n + 1, writtenNames(job.words));
      if (other) throw badUse(`out: line ${other.line} writes ${relative('', other.name)} as well`);
      jobs.push(job);
    } catch (error) {
      if (!isResliceError(error)) throw error;
      bad.push({ line: n + 1, error });
    }
  }
  return { jobs, bad };
}

/** How an option that takes several numbers joins them. */
const JOINTS: Readonly<Record<string, string>> = {
  center: ',',
  right: ',',
  down: ',',
  size: 'x',
  spacing: 'x',
  montage: 'x',
};

function jobOf(text: string, line: number): Job {
  const record = parsed(text);
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'paths') continue;
    if (name !== 'out' && !(RENDER_OPTIONS as readonly string[]).includes(name))
      throw badUse(`${name} is no option of render: there are paths, out, ${RENDER_OPTIONS.join(', ')}`);
    words[name] = wordOf(name, value);
  }
  const { out } = words;
  if (!out) throw badUse('out is missing: where the picture goes');
  const isMany = words.all !== undefined && isFolder(out);
  if (!isMany && !/\.(png|npy)$/i.test(out))
    throw badUse(
      `out: a batch writes F.png (levels) and F.npy (modality values), not '${out}'${/\.dcm$/i.test(out) ? '; reslice render and reslice export write F.dcm' : ''}`,
    );
  return { line, paths: pathsOf(record.paths), words: { ...words, out } };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badUse('the line is no JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badUse('the line is no JSON object: {"paths": […], "out": "F.png", …}');
  return value as Readonly<Record<string, unknown>>;
}

function pathsOf(value: unknown): readonly string[] {
  const paths = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(paths) || paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw badUse('paths takes a path or a list of them');
  return paths as string[];
}

/** As it would be typed. */
function wordOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const joint = JOINTS[name];
  if (joint && Array.isArray(value) && value.every((part) => typeof part === 'number')) return value.join(joint);
  throw badUse(`${name} takes a text or a number${joint ? ', or a list of numbers' : ''}`);
}

/** Jobs on the same files have the same key, and are best done by one worker, which reads them once. */
export const filesKey = ({ paths }: Job): string => JSON.stringify(paths);

export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** i/n, i from 0. */
export function parseShard(text: string): Shard {
  const [, i, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const [index, count] = [Number(i), Number(n)];
  if (!(index < count)) throw badUse(`--shard takes i/n, i from 0 to n − 1, not '${text}'`);
  return { index, count };
}

/**
 * A shard's jobs: the same for the same file, whoever asks, and all shards together have each job once. Jobs on the same files stay
 * together, where there are as many sets of files as shards.
 */
export function shardOf(jobs: readonly Job[], { index, count }: Shard): readonly Job[] {
  const keys = [...new Set(jobs.map(filesKey))];
  const ranks = new Map(keys.map((key, n) => [key, n]));
  const rank = keys.length >= count ? (job: Job) => ranks.get(filesKey(job))! : (_: Job, n: number) => n;
  return jobs.filter((job, n) => rank(job, n) % count === index);
}
