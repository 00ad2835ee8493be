// Reading in a page: workers, files of every syntax, archives, abort.
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { openPool, type WorkerPool } from '../../src/load/worker-pool.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { MADE } from '../support/made-files.ts';

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string): File => new File([bytes], name);
const slice = (z: number): Uint8Array<ArrayBuffer> =>
  sliceBytes({ SOPInstanceUID: ['UI', `1.2.${z + 1}`], ImagePositionPatient: ['DS', `0\\0\\${z}`] });

describe('the pool', () => {
  test('comes up and reads, and an error comes back as what it was', async () => {
    const pool = (await openPool(2))!;
    expect(pool.size).toBe(2);
    const good = (await pool.read(fileOf(slice(0), 'good.dcm'), false))!;
    expect([...good.images[0]!.storedValues]).toEqual([0, 1, 2, 3, 4, 5]);
    const bad = (await pool.read(fileOf(new Uint8Array([1, 2, 3]), 'bad.dcm'), false))!;
    expect(isResliceError(bad.problem, 'dicom/not-dicom')).toBe(true);
    expect(bad.problem!.at.file).toBe('bad.dcm');
    pool.close();
  });

  test('leaves the caller its bytes', async () => {
    const bytes = slice(0);
    const pool = (await openPool(1))!;
    await pool.read({ name: 'a.dcm', bytes }, false);
    expect(bytes.length).toBeGreaterThan(0);
    pool.close();
  });
});

describe('a pool whose workers break down', () => {
  /** Real workers, and what was made of them. */
  const own = window.Worker;
  let made: Worker[] = [];
  beforeEach(() => {
    made = [];
    window.Worker = class extends own {
      constructor(...parts: ConstructorParameters<typeof Worker>) {
        super(...parts);
        made.push(this);
      }
    };
  });
  afterEach(() => {
    window.Worker = own;
  });
  const inputs = Array.from({ length: 12 }, (_, n) => fileOf(slice(n), `${n}.dcm`));
  const readAll = async (pool: WorkerPool): Promise<number> => {
    const results = await Promise.all(inputs.map((file) => pool.read(file, false)));
    return results.filter((result) => result?.images.length === 1 && !result.problem).length;
  };

  test.each([1, 2])('of %d reads all the same: one says so', async (size) => {
    const pool = (await openPool(size))!;
    const reading = readAll(pool);
    made[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect(await reading).toBe(12);
    expect(made.length).toBe(size + 1);
    pool.close();
  });

  test.each([1, 2])('of %d reads all the same: one dies in silence', async (size) => {
    const pool = (await openPool(size, { reading: 1500 }))!;
    made[0]!.terminate();
    expect(await readAll(pool)).toBe(12);
    pool.close();
  });

  test('out of an archive: its bytes are not lost with the worker', async () => {
    const pool = (await openPool(1))!;
    const reading = pool.read({ name: 'a.zip/a', bytes: slice(0) }, true);
    made[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect((await reading)!.images).toHaveLength(1);
    pool.close();
  });

  test('over one input, again and again, leaves that one out', async () => {
    const pool = (await openPool(1))!;
    const breaking = setInterval(() => made.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'no' })), 1);
    const result = await pool.read(fileOf(new Uint8Array(2 ** 25), 'bad'), false);
    clearInterval(breaking);
    expect(result === null || result.problem?.code === 'load/unreadable').toBe(true);
    pool.close();
  });

  test('for good leaves the reading to the caller', async () => {
    const pool = (await openPool(1))!;
    window.Worker = class {
      constructor() {
        throw new Error('no more');
      }
    } as unknown as typeof Worker;
    const reading = Promise.all(inputs.map((file) => pool.read(file, false)));
    made[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect(await reading).toEqual(inputs.map(() => null));
    pool.close();
  });
});

describe('the same series comes out', () => {
  test.each([0, 1, 2])('with %d workers', async (workers) => {
    const files = [3, 1, 2, 0].map((z) => fileOf(slice(z), `${z}.dcm`));
    const done: number[] = [];
    const [series] = await loadSeries([...files, fileOf(new Uint8Array(9), 'x')], {
      workers,
      onProgress: ({ filesDone }) => done.push(filesDone),
    });
    expect(series!.stacks[0]!.images.map(({ file }) => file)).toEqual(['0.dcm', '1.dcm', '2.dcm', '3.dcm']);
    expect(done.at(-1)).toBe(5);
  });

  test.each(Object.keys(MADE))('%s, in a worker and without', async (name) => {
    const both = await Promise.all(
      [0, 1].map(async (workers) => {
        // A small file is read here while the worker comes up; one that says it is large waits for it, whatever the order of reading.
        const file = Object.defineProperty(fileOf(MADE[name]!, 'a.dcm'), 'size', { value: 2 ** 30 });
        const [series] = await loadSeries([file], { workers });
        const { volumes, pictures, images } = series!.stacks[0]!;
        return [images.length, volumes.map(({ volume }) => [...volume.storedValues]), pictures.length];
      }),
    );
    expect(both[1]).toEqual(both[0]);
  });

  test('from an archive', async () => {
    const zip = zipSync({
      'a/0.dcm': slice(0),
      'a/1.dcm': slice(1),
      '__MACOSX/a/._0.dcm': new Uint8Array(4),
      'b/': new Uint8Array(0),
    });
    const problems: string[] = [];
    const [series] = await loadSeries([fileOf(zip as Uint8Array<ArrayBuffer>, 'cd.zip')], {
      workers: 1,
      onProblem: ({ message }) => problems.push(message),
    });
    expect(series!.stacks[0]!.images.map(({ file }) => file)).toEqual(['cd.zip/a/0.dcm', 'cd.zip/a/1.dcm']);
    expect(problems).toEqual([]);
  });
});

test('an aborted load ends at once', async () => {
  const abort = new AbortController();
  const files = Array.from({ length: 400 }, (_, n) => fileOf(slice(n), `${n}.dcm`));
  const loading = loadSeries(files, { signal: abort.signal, onProgress: () => abort.abort() });
  const failed = await loading.catch((error: unknown) => error);
  expect(isResliceError(failed, 'load/aborted')).toBe(true);
});

test('coarse stacks are there before the last file is read', async () => {
  const order: string[] = [];
  const files = Array.from({ length: 64 }, (_, n) => fileOf(slice(n), `${n}.dcm`));
  await loadSeries(files, {
    onPartial: ([series]) => {
      const { size, slices } = series!.stacks[0]!.volume!;
      order.push(`${size[2]} from ${slices[0]!.position}`);
    },
    onProgress: ({ filesDone, filesTotal, imagesDone }) => filesDone === filesTotal && order.push(`all ${imagesDone}`),
  });
  expect(order[0]).toBe('1 from 32');
  expect(order.at(-1)).toBe('all 64');
});
