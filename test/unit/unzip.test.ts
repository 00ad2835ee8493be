// Archives, and what they must not do.
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { isZip, unzip } from '../../src/load/unzip.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';

const failure = async (bytes: Uint8Array): Promise<string> => {
  const error = await unzip(bytes, 'a.zip').catch((thrown: unknown) => thrown);
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
    const files = await unzip(zip, 'a.zip');
    expect(files).toEqual([
      { name: 'a.zip/x/one', bytes: one },
      { name: 'a.zip/two', bytes: two },
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
    const files = await unzip(zipSync({ '../../etc/passwd': Uint8Array.of(1), __proto__x: Uint8Array.of(2) }), 'a.zip');
    expect(files.map(({ name }) => name)).toEqual(['a.zip/../../etc/passwd', 'a.zip/__proto__x']);
    expect(Object.keys(Object.prototype)).toEqual([]);
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
    const zip = claim(zipSync({ a: new Uint8Array(2 ** 20) }), ORIGINAL_SIZE, 100);
    const files = await unzip(zip, 'a.zip').catch(() => []);
    for (const { bytes } of files) expect(bytes.length).toBeLessThanOrEqual(100);
  });

  test('that is cut, or of junk, is refused', async () => {
    const zip = zipSync({ a: new Uint8Array(1000) });
    expect(await failure(zip.subarray(0, zip.length - 10))).toBe('load/unreadable a.zip a broken .zip');
    expect(await failure(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9))).toBe('load/unreadable a.zip a broken .zip');
  });
});
