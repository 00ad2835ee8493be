// What a header browser is told of a file: by the standard's words where it is sound, bounded and typed where it is not.
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { elementTexts } from '../../src/dicom/element-text.ts';
import type { ElementDictionary, ListedElement } from '../../src/dicom/listed-element.ts';
import { transferSyntaxName } from '../../src/dicom/transfer-syntax-name.ts';
import { isResliceError } from '../../src/errors.ts';
import { listElements } from '../../src/load/list-elements.ts';
import { createRandom } from '../../src/math/random.ts';
import { headersIn, mutate } from '../fuzz/mutate.ts';
import {
  type Changes,
  dicomBytes,
  type Element,
  type FileOptions,
  IMPLICIT,
  sliceBytes,
} from '../support/dicom-bytes.ts';
import { ENHANCED, MADE } from '../support/made-files.ts';

const list = async (
  bytes: Uint8Array<ArrayBuffer>,
  dictionary?: ElementDictionary,
): Promise<readonly ListedElement[]> =>
  (await listElements([{ name: 'a', bytes }], 'a', dictionary ? { dictionary } : {})).elements;
const slice = (changes: Changes = {}, options: FileOptions = {}) => list(sliceBytes(changes, options));
const at = (elements: readonly ListedElement[], id: string): ListedElement =>
  elements.find((element) => element.id === id)!;
const code = async (work: Promise<unknown>): Promise<string> => {
  const thrown = await work.catch((error: unknown) => error);
  return isResliceError(thrown) ? `${thrown.code} ${thrown.at.file}` : 'ok';
};

describe('elements', () => {
  test('come in the file’s order, meta information first, with VR, keyword and values', async () => {
    const elements = await slice();
    const short = elements.map(({ id, vr, keyword, values }) => [id, vr, keyword, values.join('\\')].join(' '));
    expect(short.slice(0, 4)).toEqual([
      '(0002,0010) UI TransferSyntaxUID 1.2.840.10008.1.2.1',
      '(0008,0016) UI SOPClassUID 1.2.840.10008.5.1.4.1.1.2',
      '(0008,0018) UI SOPInstanceUID 1.2.3.1',
      '(0008,0060) CS Modality CT',
    ]);
    expect(short).toContain('(0028,0030) DS PixelSpacing 0.5\\0.25');
    expect(short).toContain('(0028,0010) US Rows 2');
    expect(at(elements, '(7FE0,0010)')).toMatchObject({ kind: 'pixels', length: 12, values: [] });
  });

  test('without VR are read by the dictionary, and by what Reslice itself knows', async () => {
    const changes: Changes = { '00180060': ['DS', '120'], '00280106': ['SS', [-5 & 0xffff]] };
    const bytes = sliceBytes(changes, { syntax: IMPLICIT });
    const own = await list(bytes);
    expect(at(own, '(0028,0030)')).toMatchObject({ keyword: 'PixelSpacing', values: ['0.5', '0.25'] });
    expect(at(own, '(0028,0010)')).toMatchObject({ vr: 'US', values: ['2'] });
    expect(at(own, '(0018,0060)')).toMatchObject({ vr: 'UN', keyword: '', kind: 'bytes', length: 4 });
    const known = new Map([
      ['24,96', { keyword: 'KVP', vr: 'DS' }],
      ['40,262', { keyword: 'SmallestImagePixelValue', vr: 'US or SS' }],
    ]);
    const told = await list(bytes, (group, element) => known.get(`${group},${element}`));
    expect(at(told, '(0018,0060)')).toMatchObject({ vr: 'DS', keyword: 'KVP', values: ['120'] });
    // Pixel Representation is 1.
    expect(at(told, '(0028,0106)').values).toEqual(['-5']);
  });

  test('that are private have their creator, or none', async () => {
    const elements = await slice({
      '00090010': ['LO', 'ACME 1.1'],
      '00091001': ['LO', 'x'],
      '00091101': ['LO', 'y'],
    });
    expect(at(elements, '(0009,0010)')).toMatchObject({ keyword: 'PrivateCreator', privateCreator: '' });
    expect(at(elements, '(0009,1001)')).toMatchObject({ privateCreator: 'ACME 1.1', values: ['x'] });
    expect(at(elements, '(0009,1101)').privateCreator).toBe('');
    expect(at(elements, '(0008,0060)').privateCreator).toBeNull();
  });

  test('of sequences are in their items, of any form, and inherit the repertoire', async () => {
    const changes: Changes = {
      SpecificCharacterSet: ['CS', 'ISO_IR 192'],
      '00081140': [
        'SQ',
        [[['00081155', 'UI', '1.2']], [['00104000', 'LT', Uint8Array.from([0xc3, 0xa9, 0x5c, 0x20])]]],
      ],
    };
    for (const options of [
      {},
      { undefinedLength: true },
      { syntax: IMPLICIT, undefinedLength: true },
      { syntax: IMPLICIT },
    ]) {
      const dictionary: ElementDictionary = (group) =>
        group === 0x10 ? { keyword: 'PatientComments', vr: 'LT' } : undefined;
      const { items, kind, vr } = at(await list(sliceBytes(changes, options), dictionary), '(0008,1140)');
      expect([kind, vr, items.length]).toEqual(['items', 'SQ', 2]);
      expect(items[0]![0]!.id).toBe('(0008,1155)');
      // A backslash is a character of LT, not between values.
      expect(items[1]![0]!.values).toEqual(['é\\']);
    }
  });

  test('of deflated, big endian and multi-frame files, and of bare data sets', async () => {
    for (const [name, bytes] of Object.entries(MADE)) {
      const elements = await list(bytes);
      expect(at(elements, '(0028,0010)')?.values, name).toHaveLength(1);
      expect(elements.at(-1)!.kind, name).toBe('pixels');
    }
    const frames = at(await slice(ENHANCED), '(5200,9230)');
    expect(frames.items.map((item) => item.map(({ keyword }) => keyword))[1]).toContain('PlanePositionSequence');
  });

  test('of a file in an archive, which is found by the name that its image has', async () => {
    const bytes = zipSync({ 'b/c.dcm': sliceBytes({ InstanceNumber: ['IS', '7'] }) }) as Uint8Array<ArrayBuffer>;
    const files = [
      { name: 'x', bytes: sliceBytes() },
      { name: 'a.zip', bytes },
    ];
    const { elements, file } = await listElements(files, 'a.zip/b/c.dcm');
    expect(file).toBe('a.zip/b/c.dcm');
    expect(at(elements, '(0020,0013)').values).toEqual(['7']);
    expect(await code(listElements(files, 'a.zip/b'))).toBe('load/unreadable a.zip/b');
    expect(await code(listElements(files, 'y'))).toBe('load/unreadable y');
  });
});

describe('values', () => {
  const options = { bigEndian: false, characterSet: [], most: 1e9 };
  const bytesOf = (array: Float32Array | BigUint64Array | Uint16Array) => new Uint8Array(array.buffer);

  test.each([
    ['FL', bytesOf(Float32Array.of(0.1, -2.5)), ['0.1', '-2.5']],
    ['UV', bytesOf(BigUint64Array.of(2n ** 64n - 1n)), ['18446744073709551615']],
    ['AT', bytesOf(Uint16Array.of(0x28, 0x30)), ['(0028,0030)']],
    ['US', Uint8Array.of(1, 0, 2), ['1']],
    ['PN', Uint8Array.from([65, 94, 66, 92, 67, 32]), ['A^B', 'C']],
    ['UI', Uint8Array.from([49, 46, 50, 0]), ['1.2']],
  ])('of %s are texts', (vr, bytes, values) => {
    expect(elementTexts(bytes, vr, options)).toEqual({ values, cut: false });
  });

  test.each(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN', 'ZZ'])('of %s are none', (vr) => {
    expect(elementTexts(new Uint8Array(8), vr, options)).toBeNull();
  });

  test('that are long are cut, and say so', async () => {
    const element = at(await slice({ '00204000': ['UT', 'x'.repeat(10_000)] }), '(0020,4000)');
    expect(element).toMatchObject({ cut: true, length: 10_000 });
    expect(element.values[0]).toHaveLength(4096);
    const euro = Uint8Array.from({ length: 6000 }, (_, n) => [0xe2, 0x82, 0xac][n % 3]!);
    const { values } = elementTexts(euro, 'UT', { ...options, characterSet: ['ISO_IR 192'] })!;
    expect(values[0]).toBe('€'.repeat(1365));
  });
});

describe('hostile files', () => {
  test('are refused by name where they cannot be read at all', async () => {
    expect(await code(list(new Uint8Array(500)))).toBe('dicom/not-dicom a');
    const whole = sliceBytes({ PixelData: null });
    expect(await code(list(whole.slice(0, -1)))).toBe('dicom/truncated a');
  });

  test('a sequence that cannot be read keeps its fault to itself', async () => {
    const broken = Uint8Array.from([0xfe, 0xff, 0x00, 0xe0, 0xff, 0, 0, 0]);
    const elements = await slice({ '00081140': ['SQ', broken as unknown as Element[][]] });
    expect(at(elements, '(0008,1140)').problem).toMatchObject({
      code: 'dicom/truncated',
      at: { tag: { id: '(0008,1140)' } },
    });
    expect(at(elements, '(0028,0010)').values).toEqual(['2']);
  });

  test('nesting without end ends', async () => {
    let items: Element[] = [['00081155', 'UI', '1']];
    for (let depth = 0; depth < 60; depth++) items = [['00081140', 'SQ', [items]]];
    let here: readonly ListedElement[] = await list(dicomBytes(items, { undefinedLength: true }));
    let depth = 0;
    let problem: unknown = null;
    for (let next = at(here, '(0008,1140)'); next; next = at(here, '(0008,1140)')) {
      depth++;
      problem = next.problem;
      here = next.items[0] ?? [];
    }
    expect(depth).toBe(33);
    expect(problem).toMatchObject({ code: 'dicom/limit-exceeded' });
  });

  test('a hundred thousand elements are the most', async () => {
    const [most, empty] = [120_000, dicomBytes([['00100020', 'LO', '']])];
    const start = empty.length - 8;
    const many = new Uint8Array(start + 8 * most);
    many.set(empty.subarray(0, start));
    const view = new DataView(many.buffer);
    for (let n = 0; n < most; n++) {
      many.set(empty.subarray(start), start + 8 * n);
      view.setUint16(start + 8 * n, 0x10 + 2 * (n >> 16), true);
      view.setUint16(start + 8 * n + 2, n & 0xffff, true);
    }
    const { elements, cut } = await listElements([{ name: 'a', bytes: many }], 'a');
    expect(cut).toBe(true);
    expect(elements.length).toBe(100_000);
  });

  test('400 mutants: listed or refused, by typed errors only', async () => {
    const seeds = Object.values(MADE);
    let listed = 0;
    for (let n = 0; n < 400; n++) {
      const seed = seeds[n % seeds.length]!;
      const { bytes } = mutate(seed, headersIn(seed), createRandom(n + 1));
      const result = await list(bytes as Uint8Array<ArrayBuffer>).catch((error: unknown) => error);
      if (Array.isArray(result)) listed++;
      else
        expect(
          isResliceError(result) && result.at.file === 'a' && result.at.detail !== 'cannot be read',
          `mutant ${n}: ${result}`,
        ).toBe(true);
    }
    expect(listed).toBeGreaterThan(100);
    expect(listed).toBeLessThan(400);
  });
});

test('a transfer syntax has its name, one that is not read has none', () => {
  expect(transferSyntaxName('1.2.840.10008.1.2.4.50')).toBe('JPEG Baseline');
  expect(transferSyntaxName('1.2.840.10008.1.2.4.100')).toBe('');
});
