// What is written of a plane: against the definition of the field that was drawn, and against the standard's words.
import { describe, expect, test } from 'vitest';
import { linearField, type PhantomOptions, phantomSeries } from '../../phantom/index.ts';
import { createUid } from '../../src/export/create-uid.ts';
import { decimalString } from '../../src/export/decimal-string.ts';
import { exportPlanes } from '../../src/export/export-planes.ts';
import { storedForm, storePlane } from '../../src/export/stored-form.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createRandom } from '../../src/math/random.ts';
import { dot, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { namedPlane } from '../../src/plane/named-plane.ts';
import { pixelToPatient } from '../../src/plane/plane.ts';
import { createVolume } from '../../src/volume/create-volume.ts';
import type { StoredValues, Volume } from '../../src/volume/volume.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { compareAgain, exportFrom, halfStep, readAgain } from '../support/exported.ts';
import { walkFile } from '../support/walk-elements.ts';

const SMALL: Partial<PhantomOptions> = { rows: 30, columns: 26, slices: 10, pixelSpacing: [4, 4], step: 7 };

/** Texts by path, of a file that was written. */
function textsOf(bytes: Uint8Array) {
  const { elements, metaLength, syntax } = walkFile(bytes);
  const find = (path: string) => elements.find((element) => element.path === path);
  return {
    metaLength,
    syntax,
    elements,
    find,
    text: (path: string) =>
      find(path)
        ?.value.toString('latin1')
        .replace(/[\0 ]+$/, ''),
    count: (path: string) =>
      elements.filter(
        (element) => element.path.startsWith(`${path}[`) && !element.path.slice(path.length).includes('/'),
      ).length,
  };
}

test('a linear field comes out of a tilted, uneven stack as it is defined', async () => {
  const field = linearField([3, -2, 1.5], 100);
  const files = await phantomSeries({ ...SMALL, gantryTilt: 17, unevenSteps: [1, 0.5, 1.6] }, field);
  const { files: written, volume } = await exportFrom(files, { plane: 'axial', pixel: 3, step: 4 });
  let [checked, shown] = [0, 0];
  for (const { bytes, plane } of written) {
    const { find, text } = textsOf(bytes);
    const pixels = find('7FE0,0010')!.value;
    const padding = find('0028,0120')!.value.readInt16LE();
    const [slope, intercept] = [Number(text('0028,1053')), Number(text('0028,1052'))];
    for (let p = 0; p < plane.width * plane.height; p++) {
      const stored = pixels.readInt16LE(2 * p);
      if (stored === padding) continue;
      shown++;
      const at = pixelToPatient(plane, p % plane.width, Math.floor(p / plane.width));
      // At the rim values clamp; it is the sampler's tests' business.
      if (!isInside(volume, at)) continue;
      checked++;
      // Half for the sources' rounding, half for ours.
      expect(Math.abs(stored * slope + intercept - field(at))).toBeLessThanOrEqual(1 + 1e-9);
    }
  }
  console.log(`${checked} of ${shown} pixels with a value checked`);
  expect(checked).toBeGreaterThan(shown / 2);
});

/** Whether both feet of a point lie among pixel centres. */
function isInside({ slices, orientation, pixelSpacing, size }: Volume, p: Vec3): boolean {
  const w = dot(p, orientation.normal);
  const above = slices.findIndex(({ position }) => position >= w);
  if (above < 1) return false;
  return [slices[above - 1]!, slices[above]!].every(({ origin }) => {
    const x = dot(subtract(p, origin), orientation.row) / pixelSpacing[1];
    const y = dot(subtract(p, origin), orientation.column) / pixelSpacing[0];
    return x >= 0 && x <= size[0] - 1 && y >= 0 && y <= size[1] - 1;
  });
}

describe('what is kept and what is new', () => {
  const window = { center: 40, width: 80, explanation: 'BRAIN' };

  test('a CT', async () => {
    const inputs = await phantomSeries({
      ...SMALL,
      windows: [window, { center: 400, width: 1800, explanation: 'BONE' }],
    });
    const { files, planes } = await exportFrom(inputs, {
      plane: 'coronal',
      step: 20,
      now: new Date(2026, 10, 29, 18, 5, 9),
    });
    const { text, syntax, metaLength, count, elements } = textsOf(files[1]!.bytes);
    expect([syntax, metaLength! > 0]).toEqual(['1.2.840.10008.1.2.1', true]);
    expect(text('0002,0003')).toBe(text('0008,0018'));
    expect(text('0002,0012')).toMatch(/^2\.25\.\d+$/);
    expect(text('0008,0008')).toBe('DERIVED\\SECONDARY\\AXIAL\\REFORMATTED');
    expect(text('0008,0018')).toMatch(/^2\.25\.\d{1,39}$/);
    expect(text('0008,0060')).toBe('CT');
    expect(text('0008,103E')).toMatch(/ coronal$/);
    expect([text('0008,0023'), text('0008,0033')]).toEqual(['20261129', '180509']);
    expect(text('0010,0010')).toBe('Phantom');
    expect(text('0020,0011')).toBe('1001');
    expect(text('0020,0013')).toBe('2');
    expect([text('0028,1050'), text('0028,1051'), text('0028,1055')]).toEqual(['40\\400', '80\\1800', 'BRAIN\\BONE']);
    expect(text('0028,0301')).toBe('NO');
    expect(text('0028,2110')).toBeUndefined();
    expect(text('0020,0037')).toBe('1\\0\\0\\0\\0\\-1');
    expect(text('0020,0032')!.split('\\').map(Number)).toEqual(
      [...pixelToPatient(planes[1]!, 0, 0)].map((mm) => expect.closeTo(mm, 9)),
    );
    expect([text('0018,0050'), text('0018,0088')]).toEqual(['4', '20']);
    expect(text('0008,9215[0]/0008,0100')).toBe('113072');
    expect(text('0008,2111')).toMatch(/^Reslice \d+\.\d+\.\d+: multiplanar reformatting, linear interpolation$/);
    // A coronal plane meets all slices.
    expect(count('0008,2112')).toBe(10);
    const uids = inputs.map(({ bytes }) => textsOf(bytes).text('0008,0018')).sort();
    const named = Array.from({ length: 10 }, (_, n) => text(`0008,2112[${n}]/0008,1155`)).sort();
    expect(named).toEqual(uids);
    const tops = elements
      .filter(({ path }) => /^[0-9A-F]{4},[0-9A-F]{4}$/.test(path) && path > '0002,FFFF')
      .map(({ path }) => path);
    expect(tops).toEqual([...new Set(tops)].sort());
  });

  test('MR and PET have image types of their own; a slab is told', async () => {
    const mr = await exportFrom(await phantomSeries({ ...SMALL, modality: 'MR', unit: 'a.u.' }), {
      plane: 'axial',
      slab: { thickness: 12, mode: 'max' },
    });
    const ofMr = textsOf(mr.files[0]!.bytes);
    expect(ofMr.text('0008,0008')).toBe('DERIVED\\SECONDARY\\PROJECTION IMAGE');
    expect([ofMr.text('0008,9215[1]/0008,0100'), ofMr.text('0018,0050')]).toEqual(['113078', '12']);
    expect(ofMr.text('0008,2111')).toContain('max over a slab of 12 mm');
    const pet = await exportFrom(
      await phantomSeries({ ...SMALL, modality: 'PT', unit: 'BQML', rescaleSlope: (k) => 1 + k / 10 }, () => 500),
      { plane: 'coronal' },
    );
    const ofPet = textsOf(pet.files[0]!.bytes);
    expect(ofPet.text('0008,0008')).toBe('DERIVED\\PRIMARY');
    expect([ofPet.text('0028,1052'), ofPet.text('0054,1001')]).toEqual(['0', 'BQML']);
    expect(ofPet.text('0008,2111')).toContain('values rounded to steps of ');
  });

  test('planes parallel to the slices name the slices that they were drawn from, and keep their thickness', async () => {
    const { files } = await exportFrom(await phantomSeries({ ...SMALL, sliceThickness: 6 }), { plane: 'axial' });
    const { count, text } = textsOf(files[3]!.bytes);
    expect([files.length, count('0008,2112'), text('0018,0050')]).toEqual([10, 1, '6']);
    const cubic = await exportFrom(await phantomSeries(SMALL), { plane: 'axial', interpolation: 'cubic' });
    expect(textsOf(cubic.files[3]!.bytes).count('0008,2112')).toBe(3);
  });

  test('of slices that differ in thickness a plane has that of its own ones, or their step', async () => {
    const slices = [0, 3, 9].map((z, n) => ({
      name: `${n}`,
      bytes: sliceBytes({
        SOPInstanceUID: ['UI', `1.2.3.${n}`],
        ImagePositionPatient: ['DS', `0\\0\\${z}`],
        SliceThickness: ['DS', ['2', '2.0', '5'][n]!],
      }),
    }));
    const volume = (await loadSeries(slices))[0]!.stacks[0]!.volume!;
    const planes = [0, 2, 3, 6, 9].map((z) => namedPlane(volume, 'acquired', z));
    const told: (string | undefined)[] = [];
    for await (const { bytes } of exportPlanes(volume, planes, slices, { interpolation: 'linear' }))
      told.push(textsOf(bytes).text('0018,0050'));
    expect(told).toEqual(['2', '2', '2', '6', '5']);
  });

  test('what slices differ in is left out; a lossy past is kept', async () => {
    const slices = [0, 1, 2].map((z) => ({
      name: `${z}`,
      bytes: sliceBytes({
        SOPInstanceUID: ['UI', `1.2.3.${z}`],
        StudyInstanceUID: ['UI', '1.2'],
        ImagePositionPatient: ['DS', `0\\0\\${z}`],
        '00181151': ['IS', String(100 + z)],
        '00180060': ['DS', '120'],
        '00282110': ['CS', '01'],
        '00282112': ['DS', '12.5'],
        '00282114': ['CS', 'ISO_10918_1'],
        '00280301': ['CS', 'YES'],
        '00090010': ['LO', 'MAKER'],
      }),
    }));
    const { text, find } = textsOf((await exportFrom(slices, { plane: 'axial' })).files[0]!.bytes);
    expect([find('0018,1151'), text('0018,0060')]).toEqual([undefined, '120']);
    expect([text('0028,2110'), text('0028,2112'), text('0028,2114')]).toEqual(['01', '12.5', 'ISO_10918_1']);
    expect([text('0028,0301'), find('0009,0010')]).toEqual(['YES', undefined]);
  });
});

test('words that the sources’ character set lacks do not stop it', async () => {
  const bytes = sliceBytes({
    WindowCenter: ['DS', '40'],
    WindowWidth: ['DS', '80'],
    WindowCenterWidthExplanation: ['LO', 'M\xfcller'],
    RescaleType: ['LO', 'caf\xe9'],
    SeriesDescription: ['LO', 'x'.repeat(64)],
    '00200011': ['IS', '2147483647'],
  });
  const { files } = await exportFrom([{ name: 'a', bytes }], { plane: 'acquired', label: 'schräg' });
  const { text } = textsOf(files[0]!.bytes);
  expect([text('0028,1055'), text('0028,1054'), text('0020,0011')]).toEqual(['M?ller', 'caf?', '']);
  expect(text('0008,103E')).toBe(`${'x'.repeat(57)} schr?g`);
});

describe('stored values', () => {
  const volumeOf = (
    storedValues: StoredValues,
    rescale: (k: number) => readonly [number, number],
    padding: number | null = null,
  ) =>
    createVolume({
      storedValues,
      size: [4, 4, storedValues.length / 16],
      pixelSpacing: [1, 1],
      orientation: { row: [1, 0, 0], column: [0, 1, 0] },
      slices: Array.from({ length: storedValues.length / 16 }, (_, k) => {
        const [rescaleSlope, rescaleIntercept] = rescale(k);
        return {
          origin: [0, 0, k],
          rescaleSlope,
          rescaleIntercept,
          padding: padding === null ? null : [padding, padding],
        };
      }),
    });
  const random = createRandom(5);
  const spread = (low: number, high: number) =>
    Int16Array.from({ length: 32 }, (_, n) => (n === 0 ? low : n === 1 ? high : random.integer(low, high)));
  const LINEAR = { interpolation: 'linear' } as const;

  test.each([
    [
      'one slope is kept',
      volumeOf(spread(-1000, 3000), () => [1, 0]),
      false,
      { slope: 1, intercept: 0, signed: true, padding: -32768, kept: true },
    ],
    [
      'and the padding',
      volumeOf(spread(-1000, 3000).with(5, -1500), () => [1, 0], -1500),
      false,
      { padding: -1500, kept: true },
    ],
    ['the lowest is taken', volumeOf(spread(-32768, 3000), () => [1, 0]), false, { padding: 32767, kept: true }],
    [
      'unsigned',
      volumeOf(Uint16Array.from(spread(0, 3000)), () => [1, -1024]),
      false,
      { signed: false, padding: 65535, intercept: -1024 },
    ],
    [
      'all 16 bits are full',
      volumeOf(spread(-32768, 32767), () => [1, 0]),
      false,
      { kept: false, signed: false, padding: 0 },
    ],
    [
      'all 16 bits, as unsigned there is no room either',
      volumeOf(
        Uint16Array.from(spread(0, 32767), (n) => n * 2 + (n > 32766 ? 1 : 0)),
        () => [2, 5],
      ),
      false,
      { kept: false },
    ],
    ['slopes differ', volumeOf(spread(0, 1000), (k) => [1 + k, 0]), false, { kept: false, signed: false, padding: 0 }],
    ['PET', volumeOf(spread(0, 1000), (k) => [1 + k, 0]), true, { kept: false, intercept: 0, padding: 65535 }],
    [
      'PET below 0',
      volumeOf(spread(-10, 1000), (k) => [1 + k, 0]),
      true,
      { kept: false, intercept: 0, signed: true, padding: -32768 },
    ],
    ['PET with an intercept', volumeOf(spread(0, 1000), () => [1, 5]), true, { kept: false, intercept: 0 }],
    ['a falling slope', volumeOf(spread(0, 1000), () => [-2, 7]), false, { slope: -2, intercept: 7, kept: true }],
    [
      'floats',
      volumeOf(
        Float32Array.from({ length: 32 }, (_, n) => n / 7),
        () => [1, 0],
      ),
      false,
      { kept: false },
    ],
    [
      'a constant',
      volumeOf(
        Float32Array.from({ length: 32 }, () => 4.2),
        () => [1, 0],
      ),
      false,
      { slope: 1 },
    ],
    [
      'wide',
      volumeOf(
        Int32Array.from({ length: 32 }, (_, n) => n * 1e6),
        () => [1, 0],
      ),
      false,
      { kept: false },
    ],
  ] as const)('%s', (_, volume, zeroIntercept, expected) => {
    const form = storedForm(volume, LINEAR, zeroIntercept);
    expect(form).toMatchObject(expected);
    const [low, high] = volume.modalityRange;
    const values = Float64Array.from({ length: 1000 }, (_, n) =>
      n === 999 ? Number.NaN : low + ((high - low) * n) / 998,
    );
    const view = new DataView(storePlane(values, form).buffer);
    for (const [p, value] of values.entries()) {
      const stored = form.signed ? view.getInt16(2 * p, true) : view.getUint16(2 * p, true);
      expect(stored === form.padding).toBe(Number.isNaN(value));
      if (!Number.isNaN(value))
        expect(Math.abs(stored * form.slope + form.intercept - value)).toBeLessThanOrEqual(
          Math.abs(form.slope) * 0.5 * (1 + 1e-9) + 1e-9 * Math.abs(value),
        );
    }
  });

  test('cubic overshoot has room', async () => {
    const checker = phantomSeries({ ...SMALL, signed: false }, ([x, y, z]) =>
      (Math.floor(x / 4) + Math.floor(y / 4) + Math.floor(z / 7)) % 2 === 0 ? 0 : 1000,
    );
    const exported = await exportFrom(await checker, { plane: 'coronal', interpolation: 'cubic', pixel: 1.3, step: 3 });
    const again = (await readAgain(exported.files))[0]!.stacks[0]!.volume!;
    const found = compareAgain(exported, again, { interpolation: 'cubic' });
    expect([found.coverage, found.worst <= halfStep(exported.volume, exported.files[0]!.step)]).toEqual([0, true]);
  });
});

describe('what is refused', () => {
  test('other storage classes, with the reason', async () => {
    const slices = [0, 1].map((z) => ({
      name: `${z}`,
      bytes: sliceBytes({
        SOPClassUID: ['UI', '1.2.840.10008.5.1.4.1.1.7'],
        SOPInstanceUID: ['UI', `1.2.${z}`],
        ImagePositionPatient: ['DS', `0\\0\\${z}`],
      }),
    }));
    await expect(exportFrom(slices, { plane: 'axial' })).rejects.toMatchObject({
      code: 'export/unsupported',
      at: { file: '1', tag: { keyword: 'SOPClassUID' } },
    });
  });

  test('planes that are no series, and sources that are not the volume’s', async () => {
    const inputs = await phantomSeries(SMALL);
    const volume = (await loadSeries(inputs.map(({ name, bytes }) => ({ name, bytes: bytes.slice() }))))[0]!.stacks[0]!
      .volume!;
    const [axial, coronal] = [namedPlane(volume, 'axial'), namedPlane(volume, 'coronal')];
    const first = (planes: Parameters<typeof exportPlanes>[1], count: number) =>
      exportPlanes(volume, planes, inputs.slice(0, count), { interpolation: 'linear' }).next();
    await expect(first([axial, coronal], 10)).rejects.toMatchObject({ code: 'use/bad-argument' });
    await expect(first([axial], 9)).rejects.toMatchObject({ code: 'use/bad-argument' });
    await expect(first([], 10)).rejects.toMatchObject({ code: 'use/bad-argument' });
  });
});

test('UIDs are UUIDs under 2.25, decimal strings have 16 characters at most and lose nothing that fits', () => {
  const uids = Array.from({ length: 100 }, createUid);
  expect(new Set(uids).size).toBe(100);
  for (const uid of uids) {
    expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    const hex = BigInt(uid.slice(5)).toString(16).padStart(32, '0');
    expect([hex[12], '89ab'.includes(hex[16]!)]).toEqual(['4', true]);
  }
  const numbers = [0.1, -123.456789012345, 1e-7, 1 / 3, -1 / 3, 1.25e19, 1.2345678901234e-5, -1.23456789012345e300, 0];
  expect(numbers.map(decimalString)).toEqual([
    '0.1',
    '-123.45678901234',
    '1e-07',
    '0.33333333333333',
    '-0.3333333333333',
    '1.25e+19',
    '1.2345678901e-05',
    '-1.23456789e+300',
    '0',
  ]);
});
