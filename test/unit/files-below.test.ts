// The files of a folder, as both who read them and the demo's server find them: links followed, in no circles.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { listLocal } from '../../scripts/serve-local.mjs';
import { findFiles } from '../../src/node/find-files.ts';
import { reslice } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-links-'));
const at = (...path: string[]): string => join(folder, ...path);
afterAll(() => rmSync(folder, { recursive: true }));

// As git-annex has it: content under names of its own, and links that are called as the files are. Windows wants a privilege for links.
describe.skipIf(process.platform === 'win32')('a folder of links', () => {
  beforeAll(async () => {
    for (const path of ['scan/.git/annex', 'scan/series', 'elsewhere/deep']) mkdirSync(at(path), { recursive: true });
    const files = await phantomSeries({ rows: 16, columns: 12, pixelSpacing: [10, 10], slices: 4, step: 20 });
    for (const [n, { bytes }] of files.entries()) {
      writeFileSync(at('scan', '.git', 'annex', `key-${n}`), bytes);
      symlinkSync(join('..', '.git', 'annex', `key-${n}`), at('scan', 'series', `${n}.dcm`));
    }
    writeFileSync(at('elsewhere', 'deep', 'one.txt'), '1');
    writeFileSync(at('scan', 'real.txt'), 'real');
    symlinkSync(at('elsewhere'), at('scan', 'away'));
    // Round in circles, another name of what is there, a second way to one folder, and nowhere.
    symlinkSync(at('scan'), at('elsewhere', 'back'));
    symlinkSync('.', at('scan', 'self'));
    symlinkSync('real.txt', at('scan', 'latest'));
    symlinkSync(at('elsewhere', 'deep'), at('scan', 'deep'));
    symlinkSync('loop', at('scan', 'loop'));
    symlinkSync('.git/annex/gone', at('scan', 'series', 'gone.dcm'));
  });

  const EXPECTED = [
    'away/deep/one.txt',
    'loop',
    'real.txt',
    'series/0.dcm',
    'series/1.dcm',
    'series/2.dcm',
    'series/3.dcm',
    'series/gone.dcm',
  ];

  test.each([
    ['findFiles', findFiles],
    ['listLocal', listLocal],
  ])('%s follows them', (_, find) => {
    const found = find([at('scan')]);
    expect(found.map(({ name }) => name)).toEqual(EXPECTED);
    expect(readFileSync(found[3]!.path)).toEqual(readFileSync(at('scan', '.git', 'annex', 'key-0')));
  });

  test('is read, and one that leads nowhere is told of by name', async () => {
    const { status, out, err } = await reslice('info', at('scan', 'series'));
    expect([status, err]).toEqual([0, 'reslice: load/unreadable: gone.dcm\n']);
    expect(out).toContain('4 slices');
  });

  test('is edited, but for the one that leads nowhere', async () => {
    const { status, err, written } = await reslice(
      'edit',
      at('scan', 'series'),
      '--set',
      'PatientID=X',
      '--out',
      at('out'),
    );
    expect([status, written.size]).toEqual([3, 4]);
    expect(err).toContain('load/unreadable: gone.dcm');
  });

  test('a pipe is refused by name, and left out of a folder', async () => {
    mkdirSync(at('pipes'));
    execFileSync('mkfifo', [at('pipes', 'pipe')]);
    const { status, err } = await reslice('info', at('pipes', 'pipe'));
    expect([status, err]).toEqual([
      2,
      `reslice: use/bad-argument: ${at('pipes', 'pipe')} is neither a file nor a folder\n`,
    ]);
    expect(findFiles([at('pipes')])).toEqual([]);
    expect(() => listLocal([at('pipes', 'pipe')])).toThrow(/neither a file nor a folder/);
  });
});
