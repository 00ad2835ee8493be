// docs/interaction.md and docs/demo-features.md are checklists: each row names its tests, each of those is there, and the help sheet has
// no line more than the first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { helpSheet } from '../../src/view/input/help.ts';
import { ROOT, textOf } from '../support/source-files.ts';
import { testTitles } from '../support/test-titles.ts';

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
  if (!namesSomething(title)) return `${name}: says nothing`;
  return testTitles(textOf(path)).some((each) => each.includes(title)) ? null : `${path} has no test ${title}`;
}

/** More than placeholders, and more than a syllable that any title has. */
const namesSomething = (title: string): boolean =>
  title.replace(/%[a-z#$%]|\$\{[^}]*\}|\$[\w.]+/gi, '').replace(/\P{L}/gu, '').length >= 6;

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
    // A title, not any other text of the file; and none that is a hole for others.
    expect(fault('demo/states: ./open-demo.ts')).toMatch('has no test');
    for (const empty of ['%s', '%s: %i', '$name', 'a']) expect(fault(`demo/states: ${empty}`)).toMatch('says nothing');
  });

  test('knows a title by its call', () => {
    const source = `
      it('plain', () => expect('no title').toBe("it('no title')"));
      test.skipIf(!shared || a(')'))(\`of \${folder}\`, run);
      it.each([
        ['row )', /[)/]"/, 4 / 2], // it('in a comment')
      ] as const)('of a %s', run);
      it.skipIf(none).each<[string, (a: Map<string, number>) => void]>(rows)(
        'over lines, isn\\'t it',
        run,
      );
      test.each(rows)(title, run);
      await it2('no');
      describe('group', () => {});`;
    expect(testTitles(source)).toEqual(['plain', `of \${folder}`, 'of a %s', "over lines, isn\\'t it"]);
  });
});
