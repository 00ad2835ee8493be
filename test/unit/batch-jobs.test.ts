// Job files, shards and the order of work, without drawing anything.
import { describe, expect, test } from 'vitest';
import { filesKey, type Job, parseJobs, parseShard, shardOf } from '../../src/cli/batch-jobs.ts';
import { jobQueue } from '../../src/cli/batch-queue.ts';

const linesOf = (...lines: readonly (string | object)[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

const jobsOn = (...paths: readonly string[]): readonly Job[] =>
  paths.map((path, n) => ({ line: n + 1, paths: [path], words: { out: `${n}.png` } }));

describe('a job file', () => {
  test('gives options as they would be typed', () => {
    const { jobs, bad } = parseJobs(
      linesOf({ paths: 'a', out: 'a.png', plane: 'axial', position: -50.5 }, '', {
        paths: ['a', 'b.zip'],
        out: 'b.npy',
        center: [1, -2, 3.5],
        size: [64, 32],
        slab: '20',
      }),
    );
    expect(bad).toEqual([]);
    expect(jobs).toEqual([
      { line: 1, paths: ['a'], words: { out: 'a.png', plane: 'axial', position: '-50.5' } },
      { line: 3, paths: ['a', 'b.zip'], words: { out: 'b.npy', center: '1,-2,3.5', size: '64x32', slab: '20' } },
    ]);
  });

  test.each<[string | object, RegExp]>([
    ['{"paths": ["a"]', /no JSON/],
    ['[1]', /no JSON object/],
    [{ paths: ['a'] }, /out is missing/],
    [{ out: 'x.png' }, /paths takes/],
    [{ paths: [], out: 'x.png' }, /paths takes/],
    [{ paths: ['a', 3], out: 'x.png' }, /paths takes/],
    [{ paths: ['a'], out: 'x.png', plan: 'axial' }, /plan is no option of render: there are .*plane/],
    [{ paths: ['a'], out: 'x.png', plane: true }, /plane takes a text or a number/],
    [{ paths: ['a'], out: 'x.png', size: ['a', 3] }, /size takes a text or a number, or a list/],
    [{ paths: ['a'], out: './one.png' }, /line 1 writes .*one\.png as well/],
    [{ paths: ['a'], out: 'one.dcm' }, /a batch writes F\.png .* and F\.npy .*, not 'one\.dcm'; reslice render/],
    [{ paths: ['a'], out: '%d.dcm', all: 'axial' }, /a batch writes F\.png/],
    [{ paths: ['a'], out: 'one.jpg' }, /a batch writes F\.png .*, not 'one\.jpg'$/],
  ])('tells of %j and takes the rest', (line, said) => {
    const { jobs, bad } = parseJobs(linesOf({ paths: 'a', out: 'one.png' }, line, { paths: 'a', out: 'three.png' }));
    expect(jobs.map((job) => job.line)).toEqual([1, 3]);
    expect(bad.map((each) => each.line)).toEqual([2]);
    expect(bad[0]!.error.message).toMatch(said);
  });
});

describe('jobs on one file', () => {
  const said = (...outs: readonly (string | readonly [string])[]): readonly string[] =>
    parseJobs(
      linesOf(
        ...outs.map((out) =>
          typeof out === 'string' ? { paths: 'a', out } : { paths: 'a', out: out[0], all: 'axial' },
        ),
      ),
    ).bad.map(({ line, error }) => `${line}: ${error.message.replace('use/bad-argument: out: ', '')}`);

  // In brackets: numbered.
  test.each<[outs: readonly (string | readonly [string])[], said: readonly string[]]>([
    [
      [['b/o'], ['b/o/%03d.png'], 'b/o/000.png'],
      ['2: line 1 writes b/o/000.png as well', '3: line 1 writes b/o/000.png as well'],
    ],
    [['o/012.png', ['o/']], ['2: line 1 writes o/012.png as well']],
    [['o/1012.png', ['o']], ['2: line 1 writes o/1012.png as well']],
    [[['o/%d.npy'], ['./x/../o/%02d.npy']], ['2: line 1 writes o/10.npy as well']],
    [[['o/1%d.png'], ['o/%d.png']], ['2: line 1 writes o/10.png as well']],
    [[['o/%d/a.png'], 'o/7/a.png', ['o/3/a']], ['2: line 1 writes o/7/a.png as well']],
    [['o/7/a.png', ['o/%d/a.png']], ['2: line 1 writes o/7/a.png as well']],
    [[['o/%d/1.png'], ['o/3/%d.png']], ['2: line 1 writes o/3/1.png as well']],
    [
      [['o'], 'o/12.png', 'o/a.png', 'o/000.npy', ['o/a%d.png'], ['o/%03d.npy']],
      ['6: line 4 writes o/000.npy as well'],
    ],
    [[['o/%02d.png'], 'o/1.png', 'o/012.png', 'o/%02d.png', ['o/%02d-a.png'], ['p/%02d.png']], []],
  ])('%j', (outs, expected) => {
    expect(said(...outs)).toEqual(expected);
  });

  test('are found among thousands in good time', () => {
    const many = Array.from(
      { length: 5000 },
      (_, n) => [`o/${n}.png`, [`o/${n}/%d.png`], [`p/${n}/%d/a.png`]] as const,
    );
    const begun = performance.now();
    expect(said(...many.flat(), 'o/4999.png')).toEqual(['15001: line 14998 writes o/4999.png as well']);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('shards', () => {
  const jobs = jobsOn('a', 'a', 'b', 'c', 'a', 'd', 'e', 'e', 'f', 'g');

  test.each([1, 2, 3, 7, 9, 20])('%d of them have each job once, in order', (count) => {
    const shards = Array.from({ length: count }, (_, index) => shardOf(jobs, { index, count }));
    expect(shards.flat().toSorted((a, b) => a.line - b.line)).toEqual(jobs);
    for (const shard of shards) expect(shard).toEqual(shard.toSorted((a, b) => a.line - b.line));
  });

  test('keep jobs on the same files together, unless there are fewer sets of files than shards', () => {
    const shards = Array.from({ length: 3 }, (_, index) => shardOf(jobs, { index, count: 3 }).map(filesKey));
    for (const key of new Set(jobs.map(filesKey)))
      expect(
        shards.filter((keys) => keys.includes(key)),
        key,
      ).toHaveLength(1);
    const few = jobsOn('a', 'a', 'a', 'a');
    expect([0, 1].map((index) => shardOf(few, { index, count: 2 }).length)).toEqual([2, 2]);
  });

  test('are counted from 0', () => {
    expect(parseShard('3/16')).toEqual({ index: 3, count: 16 });
    for (const text of ['16/16', '-1/4', '1', '0/0', 'a/b'])
      expect(() => parseShard(text), text).toThrow(/--shard takes i\/n/);
  });
});

describe('the queue', () => {
  test('stays on a worker’s files, then begins others, then helps where most is left', () => {
    const jobs = jobsOn('a', 'b', 'a', 'a', 'a', 'a', 'b');
    const next = jobQueue(jobs);
    const [a1, b1] = [next(null)!, next(null)!];
    expect([a1.line, b1.line]).toEqual([1, 2]);
    expect(next(a1)!.line).toBe(3);
    const b2 = next(b1)!;
    expect(b2.line).toBe(7);
    // Nothing of b is left, nothing is new: a has three more.
    expect(next(b2)!.line).toBe(4);
    expect([next(null), next(null), next(null)].map((job) => job?.line)).toEqual([5, 6, undefined]);
  });
});
