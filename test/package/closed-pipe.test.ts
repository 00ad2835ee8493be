// The command line as it is built, where nobody reads on what it says (`| head -1`): the work is done all the same.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { buildDist } from '../support/dist.ts';

const SLICES = 64;
const folder = mkdtempSync(join(tmpdir(), 'reslice-pipe-'));
const at = (...path: string[]): string => join(folder, ...path);
let program: string;

beforeAll(async () => {
  program = join(buildDist('closed-pipe'), 'cli.js');
  mkdirSync(at('scan'));
  const knobs = { rows: 20, columns: 16, pixelSpacing: [10, 10], slices: SLICES, step: 3 } as const;
  for (const { name, bytes } of await phantomSeries(knobs)) writeFileSync(at('scan', name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = (...words: string[]): ChildProcess => spawn(process.execPath, [program, ...words], { cwd: folder });

async function statusOf(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

test('edit writes every file', async () => {
  const child = start('edit', 'scan', '--set', 'PatientID=X', '--out', 'edited');
  let said = '';
  child.stderr!.on('data', (text) => (said += String(text)));
  // A line, and then no more.
  child.stdout!.once('data', () => child.stdout!.destroy());
  expect([await statusOf(child), readdirSync(at('edited')).length]).toEqual([0, SLICES]);
  expect(said).toContain(`${SLICES} files written`);
});

test('batch draws every job, and ends with its own status', async () => {
  const jobs = [
    { paths: ['nowhere'], out: 'drawn/bad.png' },
    ...['axial', 'coronal', 'sagittal'].map((plane) => ({ paths: ['scan'], out: `drawn/${plane}.png`, plane })),
  ];
  writeFileSync(at('jobs.jsonl'), jobs.map((job) => JSON.stringify(job)).join('\n'));
  const child = start('batch', 'jobs.jsonl', '--workers', '1');
  child.stdout!.destroy();
  child.stderr!.destroy();
  expect(await statusOf(child)).toBe(2);
  expect(readdirSync(at('drawn')).filter((name) => name.endsWith('.png'))).toHaveLength(3);
});
