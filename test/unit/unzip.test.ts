// Archives, and what they must not do.
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { crc32 } from '../../src/load/crc32.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { isZip } from '../../src/load/read-input.ts';
import { type Unzipped, unzip } from '../../src/load/unzip.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { zipBytes } from '../support/zip-bytes.ts';

const open = (bytes: Uint8Array): Promise<readonly Unzipped[]> => unzip(bytes, 'a.zip', async () => undefined);

const failure = async (bytes: Uint8Array): Promise<string> => {
  const error = await open(bytes).catch((thrown: unknown) => thrown);
  return isResliceError(error) ? `${error.code} ${error.at.file} ${error.at.detail}` : 'ok';
};

/** Where a 4-byte value stands in every directory entry, changed. */
function claim(zip: Uint8Array, offset: number, value: number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at + 46 < zip.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + offset, value, true);
  }
  return zip;
}
const ORIGINAL_SIZE = 24;

describe('an archive', () => {
  test('is known by its first bytes', () => {
    expect(isZip(zipSync({ a: new Uint8Array(1) }))).toBe(true);
    expect(isZip(sliceBytes())).toBe(false);
  });

  test('gives its files, stored or deflated, under its own name', async () => {
    const [one, two] = [new Uint8Array(1000).fill(7), Uint8Array.of(1, 2, 3)];
    const zip = zipSync({ 'x/one': one, two: [two, { level: 0 }], 'empty/': new Uint8Array(0) });
    const files = await open(zip);
    expect(files).toEqual([
      { name: 'a.zip/x/one', bytes: one, problem: null },
      { name: 'a.zip/two', bytes: two, problem: null },
    ]);
  });

  test('loads like a folder; one within it is not opened', async () => {
    const inner = zipSync({ 'b.dcm': sliceBytes() });
    const zip = zipSync({ 'a.dcm': sliceBytes(), 'inner.zip': inner });
    const problems: string[] = [];
    const [series] = await loadSeries([{ name: 'cd.zip', bytes: zip }], {
      onProblem: ({ code, at }) => problems.push(`${code} ${at.file}`),
    });
    expect(series!.stacks[0]!.images.map(({ file }) => file)).toEqual(['cd.zip/a.dcm']);
    expect(problems).toEqual(['dicom/not-dicom cd.zip/inner.zip']);
  });

  test('whose names climb out of it gives names, nothing else', async () => {
    const files = await open(zipSync({ '../../etc/passwd': Uint8Array.of(1), __proto__x: Uint8Array.of(2) }));
    expect(files.map(({ name }) => name)).toEqual(['a.zip/../../etc/passwd', 'a.zip/__proto__x']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

const ONE = Uint8Array.of(1);
const told = ({ name, bytes, problem }: Unzipped): string =>
  problem ? `${problem.code} ${problem.at.file} ${problem.at.detail}` : `${name} ${[...bytes]}`;

describe('a file of an archive', () => {
  const one = { name: 'one', packed: ONE };
  test.each([
    ['a wrong checksum', { crc: 5 }, 'its checksum is wrong'],
    ['a size of its own', { size: 2 }, 'not of the size that it claims'],
    ['a password', { flags: 1 }, 'encrypted'],
    ['another packing', { method: 12 }, 'packed by method 12'],
    ['no deflate', { method: 8 }, 'not deflate, or not all of it'],
  ])('with %s is told of, and the rest is read', async (_, change, detail) => {
    const files = await open(zipBytes([{ name: 'bad', packed: ONE, ...change }, one]));
    expect(files.map(told)).toEqual([`load/unreadable a.zip/bad in its .zip: ${detail}`, 'a.zip/one 1']);
  });

  test('that has a name of another is a file of its own', async () => {
    const files = await open(
      zipBytes([one, { ...one, packed: Uint8Array.of(2) }, { ...one, packed: Uint8Array.of(3) }]),
    );
    expect(files.map(told)).toEqual(['a.zip/one 1', 'a.zip/one (2) 2', 'a.zip/one (3) 3']);
  });

  test('may have sizes and places of 64 bits, and a name of more than ASCII', async () => {
    const files = await open(zipBytes([{ ...one, name: 'Schädel', flags: 0x800 }, one], true));
    expect(files.map(told)).toEqual(['a.zip/Schädel 1', 'a.zip/one 1']);
  });

  test('that is bad goes to onProblem, and a volume comes of the others', async () => {
    const at = (z: number) =>
      sliceBytes({ SOPInstanceUID: ['UI', `1.2.${z}`], ImagePositionPatient: ['DS', `0\\0\\${z}`] });
    const bytes = zipBytes([
      { name: 'IM', packed: at(1) },
      { name: 'IM', packed: at(2) },
      { name: 'x', packed: at(3), crc: 1 },
    ]);
    const problems: string[] = [];
    const progress: unknown[] = [];
    const [series] = await loadSeries([{ name: 'a.zip', bytes }], {
      workers: 0,
      onProblem: ({ message }) => problems.push(message),
      onProgress: (told) => progress.push(told),
    });
    expect(series!.stacks[0]!.volume!.size).toEqual([3, 2, 2]);
    expect(problems).toEqual(['load/unreadable: a.zip/x: in its .zip: its checksum is wrong']);
    const all = bytes.length + at(1).length * 2;
    expect(progress.at(-1)).toEqual({ filesDone: 4, filesTotal: 4, bytesDone: all, bytesTotal: all, imagesDone: 2 });
  });

  test('checksum of known texts', () => {
    const of = (text: string): number => crc32(new TextEncoder().encode(text));
    expect([of(''), of('123456789'), of('The quick brown fox jumps over the lazy dog')]).toEqual([
      0, 0xcbf43926, 0x414fa339,
    ]);
  });
});

describe('unpacking', () => {
  const many = zipBytes(
    Array.from({ length: 400 }, (_, n) => ({ name: `${n}`, packed: new Uint8Array(2 ** 19).fill(n) })),
  );

  test('lets the event loop run', async () => {
    let turns = 0;
    await unzip(many, 'a.zip', async () => void turns++);
    expect(turns).toBeGreaterThan(2);
  });

  test('ends where the load is aborted', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    const begun = performance.now();
    const failed = await loadSeries([{ name: 'a.zip', bytes: many }], { signal: abort.signal, workers: 0 }).catch(
      (error: unknown) => error,
    );
    expect(isResliceError(failed, 'load/aborted')).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('a hostile archive', () => {
  test('that swells is refused before it is unpacked', async () => {
    const bomb = zipSync({ zeros: new Uint8Array(2 ** 26) });
    expect(bomb.length).toBeLessThan(2 ** 17);
    expect(await failure(bomb)).toBe('dicom/limit-exceeded a.zip unpacks to over 16777216 bytes');
  });

  test('that claims 4 GiB is refused', async () => {
    const zip = claim(zipSync({ a: new Uint8Array(100) }), ORIGINAL_SIZE, 0xfffffff0);
    expect(await failure(zip)).toContain('dicom/limit-exceeded');
  });

  test('that claims less than comes out does not get more room', async () => {
    const bomb = deflateSync(new Uint8Array(2 ** 26));
    const begun = performance.now();
    const files = await open(
      zipBytes([
        { name: 'a', packed: bomb, method: 8, size: 100 },
        { name: 'b', packed: ONE },
      ]),
    );
    expect(files.map(told)).toEqual(['load/unreadable a.zip/a in its .zip: inflates to over 100 bytes', 'a.zip/b 1']);
    // It would have swelled to 64 MiB; one turn's input swells to 16.
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test('whose files lie in each other is refused', async () => {
    const stream = deflateSync(new Uint8Array(5000));
    const own = { packed: stream, method: 8, size: 5000, crc: crc32(new Uint8Array(5000)) };
    const one = { name: 'a', ...own };
    expect(await failure(zipBytes([one]))).toBe('ok');
    expect(await failure(zipBytes([one, { name: 'b', ...own, same: 0 }]))).toBe('load/unreadable a.zip a broken .zip');
    const nested = zipBytes([{ name: 'c', packed: ONE }]).subarray(0, 32);
    const inside = { name: 'c', packed: ONE, same: 0, within: 31 };
    expect(await failure(zipBytes([{ name: 'a', packed: nested }, inside]))).toBe(
      'load/unreadable a.zip a broken .zip',
    );
  });

  test('that is cut, or of junk, is refused', async () => {
    const zip = zipSync({ a: new Uint8Array(1000) });
    expect(await failure(zip.subarray(0, zip.length - 10))).toBe('load/unreadable a.zip a broken .zip');
    expect(await failure(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9))).toBe('load/unreadable a.zip a broken .zip');
  });
});
