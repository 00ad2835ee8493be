// What a clone's own commands do around the program: end with it, and keep phantoms apart.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';
import { ROOT } from '../support/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-clone-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string): string => join(ROOT, 'scripts', name);

function phantom(...words: string[]) {
  const run = spawnSync(process.execPath, [script('phantom.mjs'), ...words], { cwd: ROOT, encoding: 'utf8' });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

test('a phantom goes into no folder in which anything else lies, and over itself', () => {
  const into = join(folder, 'scan');
  expect(phantom('--help')).toMatchObject({ status: 0, out: expect.stringMatching(/without one head-tilt-20/) });
  expect(phantom(into, 'nobody')).toMatchObject({ status: 2, err: expect.stringMatching(/one of head, /) });
  expect(phantom(into)).toMatchObject({ status: 0, out: `64 files in ${into}\n` });
  writeFileSync(join(into, '.DS_Store'), '');
  expect(phantom(into).status).toBe(0);
  const first = readFileSync(join(into, 'IM0001.dcm'));
  // Both have an IM0001.dcm, one as many files.
  for (const other of ['head', 'head-uneven'])
    expect(phantom(into, other)).toMatchObject({ status: 2, err: expect.stringContaining('take another folder') });
  expect(readFileSync(join(into, 'IM0001.dcm')).equals(first)).toBe(true);
  expect(readdirSync(into)).toHaveLength(65);
  expect(phantom(join(into, '.DS_Store'))).toMatchObject({ status: 2, err: expect.stringContaining('.DS_Store is') });
});

/** The first address that a program tells. */
async function served(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    const [url] = /http:\/\/\S+/.exec(said) ?? [];
    if (url) return url;
  }
  throw new Error(`no address: ${said}`);
}

// A shell, as npm runs scripts by, passes no signal on.
test.each([
  ['SIGINT', [], 'view'],
  ['SIGTERM', [], 'view'],
  ['SIGTERM', ['sh', '-c', '"$0" "$@"; true'], 'view'],
  ['SIGTERM', ['sh', '-c', '"$0" "$@"; true'], 'start'],
] as const)(
  '%s to whoever started the server ends it (%s %s)',
  async (signal, shell, name) => {
    const scans = join(folder, 'served');
    phantom(scans);
    const own =
      name === 'view'
        ? [script('reslice.mjs'), 'view', scans, '--no-open']
        : [script('start.mjs'), scans, '--port', '0'];
    const [program, ...words] = [...shell, process.execPath, ...own];
    const child = spawn(program!, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await served(child);
    expect((await fetch(url)).ok).toBe(true);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 20_000, interval: 200 });
  },
  240_000,
);
