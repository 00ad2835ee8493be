// docs/from-pydicom.md, run line by line: what each step prints and draws is what the page says and shows.
// RESLICE_WRITE_TUTORIAL=1 puts what is printed and drawn into the page instead; look at it before you commit it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { buildDist } from '../support/dist.ts';
import { ROOT, textOf } from '../support/source-files.ts';

const PAGE = 'docs/from-pydicom.md';
const PICTURES = join(ROOT, 'docs');
const WRITES = process.env.RESLICE_WRITE_TUTORIAL === '1';

interface Block {
  readonly language: 'sh' | 'js';
  readonly code: string;
  /** What it is said to print; null where the page says nothing of it. */
  readonly printed: string | null;
  /** Of `printed` in the page. */
  readonly at: number;
}

/** Blocks of code, each with the text that follows it at once. */
const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/```(sh|js)\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```\n)?/g)].map((match) => ({
    language: match[1] as Block['language'],
    code: match[2]!,
    printed: match[3] ?? null,
    at: match.index + match[0].lastIndexOf('```text\n') + '```text\n'.length,
  }));

const picturesOf = (page: string): readonly string[] =>
  [...page.matchAll(/\]\((from-pydicom\/[\w-]+\.png)\)/g)].map((match) => match[1]!);

let folder: string;
let dist: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reslice-tutorial-'));
  mkdirSync(join(folder, 'scan'));
  for (const { name, bytes } of await phantomSeries(PHANTOMS['head-tilt-20'].options))
    writeFileSync(join(folder, 'scan', name), bytes);
  dist = buildDist('from-pydicom');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (...words: string[]): string =>
  execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** What a block prints. */
function run({ language, code }: Block, n: number): string {
  if (language === 'sh')
    return code
      .trim()
      .split('\n')
      .map((line) => {
        const [program, ...words] = line.split(' ');
        expect(program).toBe('reslice');
        return node(join(dist, 'cli.js'), ...words);
      })
      .join('');
  const file = join(folder, `step-${n}.mjs`);
  writeFileSync(
    file,
    code.replace(/'reslice\/(\w+)'/g, (_, door: string) => `'${pathToFileURL(join(dist, `${door}.js`)).href}'`),
  );
  return node(file);
}

/** New numbers of every run. */
const withoutNewNumbers = (text: string): string => text.replace(/\b2\.25\.\d{20,}/g, '2.25.…').replace(/ +$/gm, '');

test('every line of the page runs, and prints what the page says', () => {
  let page = textOf(PAGE);
  const blocks = blocksOf(page);
  expect(blocks.length).toBeGreaterThan(8);
  const printed = blocks.map((block, n) => withoutNewNumbers(run(block, n)));
  if (WRITES) {
    for (const [n, { printed: said, at }] of [...blocks.entries()].reverse())
      if (said !== null) page = page.slice(0, at) + printed[n] + page.slice(at + said.length);
    writeFileSync(join(ROOT, PAGE), page);
    return;
  }
  for (const [n, { printed: said, code }] of blocks.entries()) {
    // What the page does not show is nothing.
    expect(printed[n], code).toBe(said ?? '');
  }
});

test('every picture of the page is what its line draws', () => {
  const pictures = picturesOf(textOf(PAGE));
  expect(pictures.length).toBeGreaterThan(7);
  for (const picture of pictures) {
    const drawn = readFileSync(join(folder, picture.replace('from-pydicom/', '')));
    if (WRITES) {
      mkdirSync(join(PICTURES, 'from-pydicom'), { recursive: true });
      writeFileSync(join(PICTURES, picture), drawn);
    }
    const [shown, now] = [decode(readFileSync(join(PICTURES, picture))), decode(drawn)];
    expect([picture, shown.width, shown.height]).toEqual([picture, now.width, now.height]);
    expect(Buffer.compare(Buffer.from(shown.data as Uint8Array), Buffer.from(now.data as Uint8Array)), picture).toBe(0);
  }
  expect(existsSync(join(folder, 'sagittal-by-node.png'))).toBe(true);
});

test('the command and the lines for Node draw the same', () => {
  const [byCommand, byNode] = ['sagittal.png', 'sagittal-by-node.png'].map((name) =>
    decode(readFileSync(join(folder, name))),
  );
  expect(byNode!.data).toEqual(byCommand!.data);
});
