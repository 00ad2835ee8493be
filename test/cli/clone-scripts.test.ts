// What a clone's own commands do around the program: end with it, and keep phantoms apart.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../support/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-clone-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string): string => join(ROOT, 'scripts', name);

function phantom(...words: string[]) {
  const run = spawnSync(process.execPath, [script('phantom.mjs'), ...words], { cwd: ROOT, encoding: 'utf8' });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

test('a phantom goes into no folder in which another lies, and over itself', () => {
  const into = join(folder, 'scan');
  expect(phantom('--help')).toMatchObject({ status: 0, out: expect.stringMatching(/without one head-tilt-20/) });
  expect(phantom(into, 'nobody')).toMatchObject({ status: 2, err: expect.stringMatching(/one of head, /) });
  expect(phantom(into)).toMatchObject({ status: 0, out: `64 files in ${into}\n` });
  expect(phantom(into).status).toBe(0);
  expect(phantom(into, 'head-uneven')).toMatchObject({
    status: 2,
    err: expect.stringContaining('take another folder'),
  });
  expect(readdirSync(into)).toHaveLength(64);
});

test('whoever ends the clone’s `reslice view` ends the server', async () => {
  phantom(join(folder, 'view'));
  const words = [script('reslice.mjs'), 'view', join(folder, 'view'), '--no-open'];
  const child = spawn(process.execPath, words, { cwd: ROOT });
  const ended = once(child, 'exit');
  let said = '';
  let url: string | undefined;
  for await (const text of child.stdout) {
    said += String(text);
    url = /http:\/\/\S+/.exec(said)?.[0];
    if (url) break;
  }
  expect((await fetch(url!)).ok).toBe(true);
  child.kill('SIGTERM');
  await ended;
  await expect(fetch(url!)).rejects.toThrow();
}, 240_000);
