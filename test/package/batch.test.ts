// `reslice batch` as it is built, really run: a bad series in between, killed midway and resumed, in shards.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { reslice } from '../support/cli.ts';
import { buildDist } from '../support/dist.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-batch-'));
const at = (...path: string[]): string => join(folder, ...path);
let program: string;

beforeAll(async () => {
  program = join(buildDist('batch'), 'cli.js');
  const knobs = { rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 20, step: 9 } as const;
  for (const [name, more] of [
    ['a', {}],
    ['b', { gantryTilt: 12 }],
  ] as const) {
    mkdirSync(at(name));
    for (const file of await phantomSeries({ ...knobs, ...more })) writeFileSync(at(name, file.name), file.bytes);
  }
  mkdirSync(at('bad'));
  writeFileSync(at('bad', 'notes.txt'), 'not DICOM at all');
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const start = (...words: string[]): ChildProcess =>
  spawn(process.execPath, [program, 'batch', ...words], { cwd: folder });

async function finish(child: ChildProcess): Promise<Run> {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (text) => (out += String(text)));
  child.stderr!.on('data', (text) => (err += String(text)));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}

const batch = (...words: string[]): Promise<Run> => finish(start(...words));

function writeJobs(name: string, jobs: readonly (object | string)[]): string {
  writeFileSync(at(name), jobs.map((job) => (typeof job === 'string' ? job : JSON.stringify(job))).join('\n'));
  return name;
}

/** What `render` gives for the same options. */
async function rendered(path: string, ...words: string[]): Promise<Uint8Array> {
  const { written } = await reslice('render', at(path), '--out', 'x.png', ...words);
  return written.get('x.png')!;
}

describe('a bad series in between', () => {
  test('is told of by its line, and everything else is drawn as render draws it', async () => {
    const jobs = writeJobs('mixed.jsonl', [
      { paths: ['a'], out: 'mixed/a.png', plane: 'sagittal', window: 'brain' },
      { paths: ['bad'], out: 'mixed/bad.png' },
      { paths: 'b', out: 'mixed/b.png', center: [0, 0, 10], right: [1, 0, 0], down: [0, 0.6, 0.8], size: [30, 30] },
      '{"paths": ',
      { paths: ['a'], out: 'mixed/wrong.png', plane: 'oblique' },
      { paths: ['b'], out: 'mixed/all/%02d.png', all: 'acquired' },
    ]);
    const { status, out, err } = await batch(jobs, '--workers', '2');
    expect(status).toBe(3);
    expect(out).toBe('6 jobs: 3 drawn, 0 done before, 3 failed\n');
    expect(err).toMatch(/^reslice: mixed\.jsonl:2: load\/unreadable/m);
    expect(err).toMatch(/^reslice: mixed\.jsonl:2: dicom\/not-dicom: notes\.txt/m);
    expect(err).toMatch(/^reslice: mixed\.jsonl:4: .*no JSON/m);
    expect(err).toMatch(/^reslice: mixed\.jsonl:5: .*--plane takes one of/m);
    expect(err).not.toMatch(/\n +at /);
    const file = (name: string): Uint8Array => Uint8Array.from(readFileSync(at('mixed', name)));
    expect(file('a.png')).toEqual(await rendered('a', '--plane', 'sagittal', '--window', 'brain'));
    const oblique = ['--center', '0,0,10', '--right', '1,0,0', '--down', '0,0.6,0.8', '--size', '30x30'];
    expect(file('b.png')).toEqual(await rendered('b', ...oblique));
    expect(readdirSync(at('mixed', 'all')).filter((name) => name.endsWith('.png'))).toHaveLength(20);
    expect(readdirSync(at('mixed')).toSorted()).toEqual(['.reslice-batch.jsonl', 'a.png', 'all', 'b.png']);
  });

  test('a numbered file that would stay beside a job’s own fails it, as it does in render', async () => {
    mkdirSync(at('stale'));
    writeFileSync(at('stale', '099.png'), '');
    const jobs = writeJobs('stale.jsonl', [{ paths: ['b'], out: 'stale', all: 'acquired' }]);
    const { status, err } = await batch(jobs);
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('stale.jsonl:1: use/bad-argument: out stale: stale/099.png is'),
    ]);
    rmSync(at('stale', '099.png'));
    expect((await batch(jobs)).status).toBe(0);
    // Its own are no hindrance.
    expect((await batch(jobs, '--force')).status).toBe(0);
  });

  test('wrong options alone are bad use, and so is a job file that is not there', async () => {
    const jobs = writeJobs('wrong.jsonl', [{ paths: ['a'], out: 'wrong/x.png', slab: -3 }]);
    expect((await batch(jobs)).status).toBe(2);
    const { status, err } = await batch('nowhere.jsonl');
    expect([status, err]).toEqual([2, 'reslice: use/bad-argument: nowhere.jsonl cannot be read\n']);
  });
});

describe('a second run', () => {
  const jobs = (out: string): object[] =>
    ['axial', 'sagittal', 'coronal'].flatMap((plane) =>
      ['a', 'b'].map((path) => ({ paths: [path], out: `${out}/${path}-${plane}.png`, plane })),
    );
  const summary = (drawn: number, kept: number): string => `6 jobs: ${drawn} drawn, ${kept} done before, 0 failed\n`;

  test('draws what is missing, changed, asked for otherwise, or made of other files', async () => {
    writeJobs('again.jsonl', jobs('again'));
    expect((await batch('again.jsonl')).out).toBe(summary(6, 0));
    expect(await batch('again.jsonl')).toEqual({ status: 0, out: summary(0, 6), err: '' });
    const before = readFileSync(at('again', 'b-coronal.png'));
    rmSync(at('again', 'a-axial.png'));
    appendFileSync(at('again', 'b-coronal.png'), 'x');
    expect((await batch('again.jsonl')).out).toBe(summary(2, 4));
    expect(readFileSync(at('again', 'b-coronal.png'))).toEqual(before);
    const [first, ...rest] = jobs('again');
    writeJobs('again.jsonl', [{ ...first, window: 'bone' }, ...rest]);
    expect((await batch('again.jsonl')).out).toBe(summary(1, 5));
    const [name] = readdirSync(at('b'));
    utimesSync(at('b', name!), new Date(), new Date(0));
    expect((await batch('again.jsonl')).out).toBe(summary(3, 3));
    expect((await batch('again.jsonl', '--force')).out).toBe(summary(6, 0));
    // Half a line, as a killed run leaves it.
    appendFileSync(at('again', '.reslice-batch.jsonl'), '{"out": "a-ax');
    expect((await batch('again.jsonl')).out).toBe(summary(0, 6));
  });

  test('in other shards goes on where these stopped', async () => {
    writeJobs('shards.jsonl', jobs('shards'));
    const counts: number[] = [];
    for (const shard of ['0/3', '1/3']) {
      const { status, out } = await batch('shards.jsonl', '--shard', shard, '--workers', '1');
      expect(status).toBe(0);
      counts.push(Number(/(\d+) drawn/.exec(out)![1]));
    }
    expect(counts).toEqual([2, 2]);
    expect(readdirSync(at('shards')).filter((name) => name.startsWith('.'))).toEqual([
      '.reslice-batch.0-of-3.jsonl',
      '.reslice-batch.1-of-3.jsonl',
    ]);
    expect((await batch('shards.jsonl')).out).toBe(summary(2, 4));
  });
});

describe('where something is in the way', () => {
  test('a folder that is none fails its job alone', async () => {
    mkdirSync(at('way'));
    writeFileSync(at('way', 'file'), '');
    writeJobs('way.jsonl', [
      { paths: ['a'], out: 'way/file/a.png' },
      { paths: ['a'], out: 'way/ok.png' },
    ]);
    const { status, out, err } = await batch('way.jsonl');
    expect([status, out]).toEqual([2, '2 jobs: 1 drawn, 0 done before, 1 failed\n']);
    expect(err).toBe('reslice: way.jsonl:1: use/bad-argument: out way/file/a.png cannot be written\n');
  });

  test('a manifest that cannot be read or written fails the jobs beside it, and says so', async () => {
    mkdirSync(at('books', '.reslice-batch.jsonl'), { recursive: true });
    writeJobs('books.jsonl', [
      { paths: ['a'], out: 'books/a.png' },
      { paths: ['a'], out: 'books/deep/a.png' },
    ]);
    const { status, out, err } = await batch('books.jsonl', '--workers', '1');
    expect([status, out]).toEqual([2, '2 jobs: 1 drawn, 0 done before, 1 failed\n']);
    expect(err).toMatch(
      /^reslice: books\.jsonl:1: .*books\/a\.png is drawn, but \.reslice-batch\.jsonl .* cannot be written\n$/,
    );
  });

  test('another job’s file, by way of a link, fails the second', async () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('linked'), 'junction');
    writeJobs('linked.jsonl', [
      { paths: ['a'], out: 'real/a.png' },
      { paths: ['a'], out: 'linked/a.png', plane: 'coronal' },
    ]);
    const { status, out, err } = await batch('linked.jsonl', '--workers', '0');
    expect([status, out]).toEqual([2, '2 jobs: 1 drawn, 0 done before, 1 failed\n']);
    expect(err).toMatch(/linked\.jsonl:2: .*line 1 wrote .*a\.png as well/);
  });
});

test('what is written into a folder that is read is no input: it is done before, too', async () => {
  mkdirSync(at('inside'));
  for (const name of readdirSync(at('b'))) writeFileSync(at('inside', name), readFileSync(at('b', name)));
  writeJobs('inside.jsonl', [
    { paths: ['inside'], out: 'inside/a.png', plane: 'coronal' },
    { paths: ['./inside'], out: 'inside/all/%02d.png', all: 'acquired' },
    { paths: ['inside/all/..'], out: 'inside/folder', all: 'sagittal', step: 40 },
  ]);
  mkdirSync(at('inside', 'all'));
  expect((await batch('inside.jsonl')).out).toBe('3 jobs: 3 drawn, 0 done before, 0 failed\n');
  expect((await batch('inside.jsonl')).out).toBe('3 jobs: 0 drawn, 3 done before, 0 failed\n');
  // Of somebody else's, it may be anything.
  writeFileSync(at('inside', 'other.png'), '');
  expect((await batch('inside.jsonl')).out).toBe('3 jobs: 3 drawn, 0 done before, 0 failed\n');
});

describe('killed midway', () => {
  const JOBS = 40;
  const names = Array.from({ length: JOBS }, (_, n) => `${n}.png`);
  const done = (): number =>
    existsSync(at('killed', '.reslice-batch.jsonl'))
      ? readFileSync(at('killed', '.reslice-batch.jsonl'), 'utf8').split('\n').filter(Boolean).length
      : 0;
  const until = async (true_: () => boolean): Promise<void> => {
    for (let waited = 0; !true_() && waited < 60_000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };

  test('leaves whole pictures, its processes end, and a second run draws only the rest', async () => {
    const jobs = names.map((name, n) => ({
      paths: [n % 2 ? 'a' : 'b'],
      out: `killed/${name}`,
      plane: 'sagittal',
      position: n - 20,
      slab: 60,
      size: [200, 200],
    }));
    writeJobs('killed.jsonl', jobs);
    const child = start('killed.jsonl', '--workers', '2');
    await until(() => done() >= 5);
    // Not to be caught, so nothing can be tidied up.
    child.kill('SIGKILL');
    // Only once its processes have let go of its pipes.
    await once(child, 'close');
    const first = done();
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThan(JOBS);
    const { status, out } = await batch('killed.jsonl');
    expect(status).toBe(0);
    expect(out).toBe(`${JOBS} jobs: ${JOBS - first} drawn, ${first} done before, 0 failed\n`);
    expect(readdirSync(at('killed')).toSorted()).toEqual(['.reslice-batch.jsonl', ...names].toSorted());
    for (const n of [0, 1, 19, 39]) {
      const words = ['--plane', 'sagittal', '--position', String(n - 20), '--slab', '60', '--size', '200x200'];
      expect(Uint8Array.from(readFileSync(at('killed', `${n}.png`)))).toEqual(
        await rendered(n % 2 ? 'a' : 'b', ...words),
      );
    }
  });

  // Its processes are found by way of /proc.
  test.skipIf(process.platform !== 'linux')('a worker that dies fails its job alone', async () => {
    writeJobs(
      'dies.jsonl',
      names.map((name) => ({ paths: ['a'], out: `dies/${name}`, plane: 'coronal', slab: 60, size: [200, 200] })),
    );
    const child = start('dies.jsonl', '--workers', '1');
    const ended = finish(child);
    let workers: string[] = [];
    await until(() => {
      workers = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ').filter(Boolean);
      return workers.length > 0 && existsSync(at('dies', '2.png'));
    });
    process.kill(Number(workers[0]), 'SIGKILL');
    const { status, out, err } = await ended;
    expect(status).toBe(3);
    expect(out).toBe(`${JOBS} jobs: ${JOBS - 1} drawn, 0 done before, 1 failed\n`);
    expect(err).toMatch(/^reslice: dies\.jsonl:\d+: the process that drew it ended: SIGKILL$/m);
  });
});
