// The header browser's rows: what is folded, what a search finds, and how an element reads.
import { describe, expect, test } from 'vitest';
import { textOf, valueText } from '../../demo/header/element-words.ts';
import { headerRows, type RowOptions } from '../../demo/header/header-rows.ts';
import type { ListedElement } from '../../src/entry/dicom.ts';
import { listElements, ResliceError } from '../../src/entry/dicom.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { ENHANCED } from '../support/made-files.ts';

const NOTHING: RowOptions = { query: '', open: new Set(), frame: null, most: 1000 };
const list = async (changes: Parameters<typeof sliceBytes>[0]): Promise<readonly ListedElement[]> =>
  (await listElements([{ name: 'a', bytes: sliceBytes(changes) }], 'a')).elements;
const rows = (elements: readonly ListedElement[], options: Partial<RowOptions> = {}) =>
  headerRows(elements, { ...NOTHING, ...options }).rows;

const NESTED = await list({
  '00081140': ['SQ', [[['00081155', 'UI', '1.2.3.77']], [['00081155', 'UI', '1.2.3.88']]]],
  '00090010': ['LO', 'ACME 1.1'],
  '00091001': ['LO', 'secret'],
  '00091101': ['OB', Uint8Array.of(1, 2)],
});

describe('rows', () => {
  test('are all elements, sequences folded', () => {
    const seen = rows(NESTED);
    expect(seen).toHaveLength(NESTED.length);
    expect(seen.find(({ key }) => key === '(0008,1140)')).toMatchObject({ open: false, value: '2 items', level: 1 });
    expect(seen.find(({ key }) => key === '(0028,0010)')!.open).toBeNull();
  });

  test('of an open sequence are under it, item by item', () => {
    const seen = rows(NESTED, { open: new Set(['(0008,1140)']) });
    const at = seen.findIndex(({ key }) => key === '(0008,1140)');
    expect(seen.slice(at, at + 5).map(({ level, name, key }) => `${level} ${name} ${key}`)).toEqual([
      '1 Unknown (0008,1140)',
      '2 Item 1 (0008,1140)/0/',
      '3 Unknown (0008,1140)/0/(0008,1155)',
      '2 Item 2 (0008,1140)/1/',
      '3 Unknown (0008,1140)/1/(0008,1155)',
    ]);
    const shut = rows(NESTED, { open: new Set(['(0008,1140)', '(0008,1140)/0/']) });
    expect(shut).toHaveLength(seen.length - 1);
  });

  test.each([
    ['(0028,0030)', ['(0028,0030)']],
    ['00280030', ['(0028,0030)']],
    ['pixelspac', ['(0028,0030)']],
    ['SECRET', ['(0009,1001)']],
    ['acme', ['(0009,0010)', '(0009,1001)']],
    ['no such thing', []],
  ])('found by %s', (query, keys) => {
    expect(rows(NESTED, { query }).map(({ key }) => key)).toEqual(keys);
  });

  test('found in a sequence come with what holds them, and nothing beside', () => {
    expect(rows(NESTED, { query: '3.88' }).map(({ key, open }) => `${key} ${open}`)).toEqual([
      '(0008,1140) true',
      '(0008,1140)/1/ true',
      '(0008,1140)/1/(0008,1155) null',
    ]);
  });

  test('of a multi-frame file say which frame is shown, frames folded', async () => {
    const frames = rows(await list(ENHANCED), { frame: 1, open: new Set(['(5200,9230)', '(5200,9230)/1/']) });
    const items = frames.filter(({ name }) => /^Frame \d/.test(name));
    expect(items.map(({ name, value, open }) => [name, value, open])).toEqual([
      ['Frame 1', '', false],
      ['Frame 2', 'the one that is shown', true],
    ]);
  });

  test('are no more than can be looked at', () => {
    expect(headerRows(NESTED, { ...NOTHING, most: 5 })).toMatchObject({ cut: true });
    expect(rows(NESTED, { most: 5 })).toHaveLength(5);
    expect(headerRows(NESTED, NOTHING).cut).toBe(false);
  });
});

describe('words', () => {
  const element = NESTED.find(({ id }) => id === '(0028,0030)')!;

  test('of an element as text, and of a sequence with what is in it', () => {
    expect(textOf(element)).toBe('(0028,0030) DS PixelSpacing = 0.5\\0.25');
    expect(textOf(NESTED.find(({ id }) => id === '(0008,1140)')!).split('\n')).toEqual([
      '(0008,1140) SQ Unknown = 2 items',
      '  Item 1',
      '    (0008,1155) UI Unknown = 1.2.3.77',
      '  Item 2',
      '    (0008,1155) UI Unknown = 1.2.3.88',
    ]);
    expect(textOf(NESTED.find(({ id }) => id === '(0009,1001)')!)).toBe('(0009,1001) LO Private, ACME 1.1 = secret');
    expect(textOf(NESTED.find(({ id }) => id === '(0009,1101)')!)).toBe('(0009,1101) OB Private, of nobody = 2 bytes');
  });

  test.each([
    [{ kind: 'pixels', length: 99840 }, 'Pixels, 99\u202f840 bytes'],
    [{ kind: 'bytes', length: 0 }, ''],
    [{ kind: 'values', values: ['abc'], cut: true, length: 5000 }, 'abc\u2026 (5\u202f000 bytes in all)'],
    [{ kind: 'items', problem: new ResliceError('dicom/truncated', { detail: 'ends' }) }, 'Cannot be read: ends'],
  ] as const)('of %o', (change, words) => {
    expect(valueText({ ...element, ...change } as ListedElement)).toBe(words);
  });
});
