// docs/interaction.md and docs/demo-features.md are checklists: each row names its tests, each of those is there, and the help sheet has
// no line more than the first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { helpSheet } from '../../src/view/input/help.ts';
import { ROOT, textOf } from '../support/source-files.ts';

interface Row {
  readonly input: string;
  readonly tests: readonly string[];
}

/** The rows of the tables, less their heads. */
const rowsOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|(-+\|)+$|^\| (input|feature) \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, input, , tests]) => ({
      input: input!,
      tests: (tests ?? '').split(/;\s+(?=\w+\/)/).filter((name) => name !== ''),
    }));

/** What is wrong with what a row calls its test, or null. */
function fault(name: string): string | null {
  const [, file, title] = name.match(/^(\w+\/[\w-]+): (.+)$/) ?? [];
  if (!file || !title) return `${name}: not folder/file: title`;
  const path = `test/${file}.test.ts`;
  if (!existsSync(join(ROOT, path))) return `${path} is not there`;
  const titles = [...textOf(path).matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map((match) => match[2]!);
  return titles.some((each) => each.includes(title)) ? null : `${path} has no test ${title}`;
}

const interactions = rowsOf(textOf('docs/interaction.md'));
const features = rowsOf(textOf('docs/demo-features.md'));

describe.each([
  ['interactions', interactions],
  ['features of the pages', features],
] as const)('the checklist of %s', (_, rows) => {
  test('is looked at', () => expect(rows.length).toBeGreaterThan(40));

  test.each(rows.map((row) => [row.input, row] as const))('%s', (_, { tests }) => {
    expect(tests.length, 'a test in the last column').toBeGreaterThan(0);
    expect(tests.flatMap((name) => fault(name) ?? [])).toEqual([]);
  });
});

describe('the checklist', () => {
  test('has every line of the help sheet', () => {
    const inputs = new Set(interactions.map(({ input }) => input));
    const missing = helpSheet().flatMap((section) => section.rows.filter(({ input }) => !inputs.has(input)));
    expect(missing).toEqual([]);
  });

  test('would notice an empty cell, a file and a test that are not there', () => {
    expect(rowsOf('| M | maximise | |')).toEqual([{ input: 'M', tests: [] }]);
    expect(fault('unit/nowhere: at all')).toMatch('is not there');
    expect(fault('unit/input-keys: flies to the moon')).toMatch('has no test');
    expect(fault('somewhere')).toMatch('not folder/file');
  });
});
