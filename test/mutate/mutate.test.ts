// `npm run mutate`: breaking one line of any GLSL function makes a test fail. The survivors are listed, and at most 2 %.
import { expect, test } from 'vitest';
import { closeDevice, openDevice } from '../support/gpu.ts';
import { equivalents } from './equivalent.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { MutantRunner, type Verdict } from './run-mutants.ts';

const PREFIX = '../../shaders/';
const files = import.meta.glob<string>('../../shaders/**/*.{glsl,vert,frag}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** Part of a file's or a function's name: `npm run mutate -- splitAxis`. */
const only = String(import.meta.env.VITE_MUTATE_ONLY ?? '');
const mutants = Object.entries(files)
  .flatMap(([path, text]) => mutantsOf(path.slice(PREFIX.length), text))
  .filter(({ file, function: name }) => `${file} ${name}`.includes(only));

interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly asked: number;
}

const equivalentOf = ({ file, from, to }: Mutant) =>
  equivalents.find((known) => known.file === file && known.from === from && known.to === to);

test('every function of shaders/ is held by a test', async () => {
  const device = openDevice();
  const runner = new MutantRunner(device);
  console.log(`${mutants.length} mutants, ${runner.checks.length} checks (twin tables and planes)`);
  const began = performance.now();
  const judged: Judged[] = [];
  for (const mutant of mutants) {
    const one = { mutant, ...runner.judge(mutant) };
    judged.push(one);
    if (one.verdict === 'survived') console.log(describe(one));
    // The page stays alive.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (judged.length % 100 === 0) console.log(`  ${judged.length} after ${seconds(began)} s`);
  }
  closeDevice(device);
  const survivors = report(judged);
  const valid = judged.filter(({ verdict }) => verdict !== 'invalid').length;
  const share = survivors.length / valid;
  const invalid = judged.length - valid;
  console.log(
    `${valid} mutants, ${valid - survivors.length} killed, ${survivors.length} survived (${(100 * share).toFixed(2)} %), ` +
      `${invalid} more compile nowhere; ${seconds(began)} s`,
  );
  const unlisted = survivors.filter(({ mutant }) => !equivalentOf(mutant));
  expect(unlisted.map(({ mutant: { file, line, to } }) => `${file}:${line} ${to}`)).toEqual([]);
  if (!only) expect(share).toBeLessThanOrEqual(0.02);
});

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);

function describe({ mutant, asked }: Judged): string {
  const { file, line, function: name, operator, from, to } = mutant;
  const why = equivalentOf(mutant)?.why ?? (asked === 0 ? 'NO CHECK SEES THE LINE' : 'NOT LISTED');
  return `survived: ${file}:${line} ${name}, ${operator}\n    ${from}\n    ${to}\n    ${why}`;
}

function report(judged: readonly Judged[]): readonly Judged[] {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    const name = `${one.mutant.file} ${one.mutant.function}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  console.log(`\n${'function'.padEnd(52)}mutants  killed  survived  compile nowhere`);
  for (const [name, group] of [...groups].toSorted(([a], [b]) => a.localeCompare(b))) {
    const count = (verdict: Verdict): number => group.filter((one) => one.verdict === verdict).length;
    const invalid = count('invalid');
    const cells = [group.length - invalid, count('killed'), count('survived'), invalid];
    console.log(`${name.padEnd(52)}${cells.map((n, c) => String(n).padStart([7, 8, 10, 17][c]!)).join('')}`);
  }
  const survivors = judged.filter(({ verdict }) => verdict === 'survived');
  console.log('');
  for (const known of equivalents)
    if (!only && !survivors.some(({ mutant }) => equivalentOf(mutant) === known))
      console.log(`listed, but killed or gone: ${known.file}: ${known.to}`);
  return survivors;
}
