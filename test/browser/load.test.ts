// Reading in a page: workers, files of every syntax, archives, abort.
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { openPool } from '../../src/load/worker-pool.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { MADE } from '../support/made-files.ts';

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string): File => new File([bytes], name);
const slice = (z: number): Uint8Array<ArrayBuffer> =>
  sliceBytes({ SOPInstanceUID: ['UI', `1.2.${z + 1}`], ImagePositionPatient: ['DS', `0\\0\\${z}`] });

describe('the pool', () => {
  test('comes up and reads, and an error comes back as what it was', async () => {
    const pool = (await openPool(2))!;
    expect(pool.size).toBe(2);
    const good = await pool.read(fileOf(slice(0), 'good.dcm'), false);
    expect([...good.images[0]!.storedValues]).toEqual([0, 1, 2, 3, 4, 5]);
    const bad = await pool.read(fileOf(new Uint8Array([1, 2, 3]), 'bad.dcm'), false);
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
