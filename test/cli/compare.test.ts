// `reslice compare`: what it reads, what it says, and how it ends.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { zlibSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { comparePlanes, differencePicture } from '../../src/entry/compare.ts';
import { crc32 } from '../../src/load/crc32.ts';
import { createRandom } from '../../src/math/random.ts';
import { npyBytes } from '../../src/sampler/npy-bytes.ts';
import { reslice } from '../support/cli.ts';
import { textOf } from '../support/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [width, height] = [23, 17];

let files = 0;
function file(bytes: Uint8Array, ending = 'png'): string {
  const path = join(folder, `${++files}.${ending}`);
  writeFileSync(path, bytes);
  return path;
}

type Samples = Uint8Array | Uint16Array;
const png = (data: Samples, channels: number, depth: 8 | 16 = 8): string =>
  file(encode({ width, height, data, channels, depth }));

function noise<S extends Samples>(samples: S, seed: number): S {
  const random = createRandom(seed);
  for (let n = 0; n < samples.length; n++) samples[n] = random.integer(0, 2 ** (8 * samples.BYTES_PER_ELEMENT) - 1);
  return samples;
}

const json = async (...words: string[]) => {
  const { status, out } = await reslice('compare', ...words, '--json');
  return { status, ...JSON.parse(out) };
};

const python = (program: string): void => void execFileSync('/usr/bin/python3', ['-c', program], { cwd: folder });
const numpy = ((): boolean => {
  try {
    python('import numpy');
    return true;
  } catch {
    return false;
  }
})();

/** A PNG of raw rows, for what the encoder does not write. */
function rawPng(
  header: readonly [bits: number, color: number],
  rows: readonly (readonly number[])[],
  chunks: Uint8Array[] = [],
): string {
  const chunk = (name: string, data: Uint8Array): Uint8Array => {
    const body = Uint8Array.from([...Buffer.from(name, 'latin1'), ...data]);
    const framed = new Uint8Array(body.length + 8);
    const view = new DataView(framed.buffer);
    view.setUint32(0, data.length);
    framed.set(body, 4);
    view.setUint32(body.length + 4, crc32(body));
    return framed;
  };
  const size = new Uint8Array(13);
  const view = new DataView(size.buffer);
  view.setUint32(0, 3);
  view.setUint32(4, rows.length);
  size.set([...header, 0, 0, 0], 8);
  const [named, data] = [
    chunks.map((data, n) => chunk(n === 0 ? 'tRNS' : 'tEXt', data)),
    zlibSync(Uint8Array.from(rows.flatMap((row) => [0, ...row]))),
  ];
  const signature = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const all = [signature, chunk('IHDR', size), ...named, chunk('IDAT', data), chunk('IEND', new Uint8Array(0))];
  return file(Buffer.concat(all));
}

describe('numbers', () => {
  test.each([1, 2, 3, 4].flatMap((channels) => [[channels, 8] as const, [channels, 16] as const]))(
    'of %i channels of %i bit are those of each channel by itself',
    async (channels, depth) => {
      const make = (seed: number): Samples =>
        noise(new (depth === 8 ? Uint8Array : Uint16Array)(channels * width * height), seed);
      const [a, b] = [make(1), make(2)];
      const found = await json(png(a, channels, depth), png(b, channels, depth), '--tolerance', '9');
      expect(found).toMatchObject({ status: 1, same: false, mismatch: null, tolerance: 9 });
      const names = channels < 3 ? ['grey', 'alpha'] : ['red', 'green', 'blue', 'alpha'];
      expect(found.channels.map(({ name }: { name: string }) => name)).toEqual(names.slice(0, channels));
      for (let c = 0; c < channels; c++) {
        const own = (samples: Samples) => Float64Array.from(samples.filter((_, n) => n % channels === c));
        const options = { width, height, range: [0, 2 ** depth - 1] as const };
        const expected = comparePlanes(own(a), own(b), { ...options, tolerance: 9 });
        expect(found.channels[c]).toMatchObject({ ...expected, differing: comparePlanes(own(a), own(b), options).off });
      }
    },
  );

  test('of values are in their unit, and what is outside in one only is a difference', async () => {
    const values = Float32Array.from({ length: width * height }, (_, p) => Math.sin(p) * 1000);
    const other = values.map((value, p) => (p === 40 ? value + 0.75 : value));
    const [a, b] = [values, other].map((each) => file(npyBytes(each, width, height), 'npy')) as [string, string];
    expect(await json(a, b, '--tolerance', '1')).toMatchObject({ status: 0, same: true });
    const { status, channels } = await json(a, b);
    expect(status).toBe(1);
    expect(channels[0]).toMatchObject({ name: 'value', off: 1, worst: { column: 40 % width, row: 1 } });
    expect(channels[0].largest).toBeCloseTo(0.75, 3);
    const outside = file(
      npyBytes(
        values.map((value, p) => (p === 3 ? Number.NaN : value)),
        width,
        height,
      ),
      'npy',
    );
    const gone = await json(a, outside, '--tolerance', '1e9');
    expect(gone).toMatchObject({ status: 1, same: false });
    expect(gone.channels[0]).toMatchObject({ off: 0, onlyInA: 1, onlyInB: 0 });
  });

  test('of equal pictures say so, on the terminal and as JSON', async () => {
    const a = png(noise(new Uint8Array(width * height), 1), 1);
    const { status, out, err } = await reslice('compare', a, a);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/A {2}.*: 23 × 17, grey, 8 bit\nB .*\nequal\ngrey .*largest 0 .*PSNR equal {2}SSIM 1.0000\n$/);
    expect((await json(a, a)).channels[0]).toMatchObject({ psnr: null, ssim: 1, worst: null });
  });

  test('have the names that docs/visual-regression.md gives them', async () => {
    const a = png(noise(new Uint8Array(width * height), 1), 1);
    const { status: _, ...found } = await json(a, png(noise(new Uint8Array(width * height), 2), 1));
    const keys = [...textOf('docs/visual-regression.md').matchAll(/^\| (`.+?`(?:, `.+?`)*) \|/gm)]
      .flatMap((match) => match[1]!.split(', '))
      .map((key) => key.replaceAll('`', ''));
    const documented = (of: object, prefix = ''): void => {
      expect(keys.slice(0, keys.indexOf('….ssim') + 1)).toEqual(
        expect.arrayContaining(Object.keys(of).map((key) => prefix + key)),
      );
    };
    documented(found);
    documented(found.channels[0], '….');
    expect(Object.keys(found).length + Object.keys(found.channels[0]).length).toBe(keys.indexOf('….ssim') + 1);
  });

  test('tell where it is worst, and how much is off', async () => {
    const a = new Uint8Array(width * height).fill(100);
    const b = a.slice();
    b[5 * width + 7] = 130;
    b[0] = 102;
    const { out, status } = await reslice('compare', png(a, 1), png(b, 1), '--tolerance', '2');
    expect(status).toBe(1);
    expect(out).toContain('different: 1 of 391 pixels (0.256 %) by more than 2\n');
    expect(out).toContain('largest 30  at 7, 5: 100 and 130  ');
    expect(out).toContain('differing 2 (0.512 %)');
    const within = await reslice('compare', png(a, 1), png(b, 1), '--tolerance', '30');
    expect([within.status, within.out]).toEqual([0, expect.stringContaining('same within 30\n')]);
  });
});

describe('pictures that are the same in other words', () => {
  const grey = noise(new Uint8Array(width * height), 4);
  const spread = (channels: number, alpha = 255): Uint8Array => {
    const all = new Uint8Array(channels * grey.length);
    for (const [p, level] of grey.entries()) all.fill(level, channels * p, channels * (p + 1));
    if (channels % 2 === 0) for (let p = 0; p < grey.length; p++) all[channels * p + channels - 1] = alpha;
    return all;
  };

  test.each([2, 3, 4])('grey and the same grey in %i channels', async (channels) => {
    expect((await reslice('compare', png(grey, 1), png(spread(channels), channels))).status).toBe(0);
  });

  test('but an alpha that is not full is a difference', async () => {
    const { status, channels } = await json(png(grey, 1), png(spread(2, 254), 2));
    expect(status).toBe(1);
    expect(channels[1]).toMatchObject({ name: 'alpha', largest: 1, off: width * height });
  });

  test('levels packed in 1, 2 and 4 bits, and a transparent one', async () => {
    const eight = (rows: number[][]) =>
      file(encode({ width: 3, height: rows.length, data: Uint8Array.from(rows.flat()), channels: 1, depth: 8 }));
    const equal = async (a: string, b: string) => (await reslice('compare', a, b)).status;
    expect(
      await equal(
        rawPng([1, 0], [[0b10100000], [0b01100000]]),
        eight([
          [255, 0, 255],
          [0, 255, 255],
        ]),
      ),
    ).toBe(0);
    expect(await equal(rawPng([2, 0], [[0b11100100]]), eight([[255, 170, 85]]))).toBe(0);
    expect(await equal(rawPng([4, 0], [[0x1f, 0x80]]), eight([[17, 255, 136]]))).toBe(0);
    // Level 2 of 3 stands for transparent: tRNS holds it in 16 bits.
    const clear = await json(rawPng([2, 0], [[0b11100100]], [Uint8Array.of(0, 2)]), eight([[255, 170, 85]]));
    expect(clear.channels.map(({ name, off }: { name: string; off: number }) => [name, off])).toEqual([
      ['grey', 0],
      ['alpha', 1],
    ]);
  });

  test('a palette and the colours that it stands for', async () => {
    const palette = [
      [1, 2, 3],
      [250, 128, 0],
      [9, 9, 9],
    ];
    const indices = noise(new Uint8Array(width * height), 5).map((n) => n % 3);
    const indexed = file(encode({ width, height, data: indices, channels: 1, depth: 8, palette }));
    const colors = Uint8Array.from([...indices].flatMap((index) => palette[index]!));
    expect((await reslice('compare', indexed, png(colors, 3))).status).toBe(0);
  });

  test.skipIf(!numpy)('values of every kind and order that NumPy writes', async () => {
    const kinds = ['<f4', '>f4', '<f8', '>f8', '|i1', '|u1', '<i2', '>i2', '<u2', '>i4', '<u4'];
    python(`
import numpy as np
plane = np.arange(12).reshape(3, 4) * 7
for n, kind in enumerate('${kinds.join(' ')}'.split()):
    np.save(f'kind{n}.npy', plane.astype(kind))
    np.save(f'fortran{n}.npy', np.asfortranarray(plane.astype(kind)))`);
    const expected = file(
      npyBytes(
        Float32Array.from({ length: 12 }, (_, n) => n * 7),
        4,
        3,
      ),
      'npy',
    );
    for (const n of kinds.keys())
      for (const name of [`kind${n}.npy`, `fortran${n}.npy`])
        expect([name, (await reslice('compare', expected, join(folder, name))).status]).toEqual([name, 0]);
  });
});

describe('--diff', () => {
  test('draws where B is lower and higher; one level stays faint', async () => {
    const a = new Uint8Array(width * height).fill(100);
    const b = a.map((level, p) => level + (p % 5) - 2);
    const { status, written } = await reslice('compare', png(a, 1), png(b, 1), '--diff', 'd.png');
    expect(status).toBe(1);
    const picture = decode(written.get('d.png')!);
    expect([picture.width, picture.height, picture.channels]).toEqual([width, height, 3]);
    const expected = differencePicture(a, b, { width, height, full: 4 });
    expect([...picture.data]).toEqual([...expected.filter((_, n) => n % 4 !== 3)]);
  });

  test('shows of colours the channel that differs most', async () => {
    const a = new Uint8Array(3 * width * height).fill(100);
    const b = a.map((level, n) => level + [3, -50, 20][n % 3]!);
    const { written } = await reslice('compare', png(a, 3), png(b, 3), '--diff', 'd.png');
    const [red, , blue] = decode(written.get('d.png')!).data;
    expect(blue, 'B is lower').toBeGreaterThan(red!);
  });
});

describe('how it ends', () => {
  const grey = png(new Uint8Array(width * height), 1);

  test('1 where sizes or depths are not the same', async () => {
    const small = file(encode({ width: 5, height: 4, data: new Uint8Array(20), channels: 1, depth: 8 }));
    const { status, out, err, written } = await reslice('compare', grey, small, '--diff', 'd.png');
    expect(status).toBe(1);
    expect(out).toContain('different sizes: 23 × 17, grey, 8 bit and 5 × 4, grey, 8 bit');
    expect(err).toContain('d.png is not written');
    expect(written.size).toBe(0);
    const deep = png(new Uint16Array(width * height), 1, 16);
    expect(await json(grey, deep)).toMatchObject({ status: 1, same: false, mismatch: 'depth', channels: [] });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', [join(folder, 'nowhere.png')], /nowhere\.png does not exist/],
    ['one file', [], /missing required argument/],
    ['a word for a tolerance', [grey, '--tolerance', 'much'], /--tolerance takes a number, 0 or more, not 'much'/],
    ['a tolerance below nothing', [grey, '--tolerance', '-1'], /--tolerance takes a number/],
    ['a difference that is no PNG', [grey, '--diff', 'd.gif'], /--diff writes F\.png/],
    ['levels against values', [file(npyBytes(new Float32Array(width * height), width, height), 'npy')], /not compared/],
  ])('2 for %s', async (_, words, said) => {
    const { status, err } = await reslice('compare', grey, ...words);
    expect([status, err]).toEqual([2, expect.stringMatching(said)]);
  });

  const whole = encode({ width, height, data: noise(new Uint8Array(width * height), 1), channels: 1, depth: 8 });
  const flipped = whole.slice();
  flipped[60]! ^= 16;
  const npy = npyBytes(new Float32Array(6), 3, 2);
  const header = (text: string): Uint8Array =>
    Uint8Array.from([...npy.subarray(0, 10), ...Buffer.from(text.padEnd(117), 'latin1'), 10, ...npy.subarray(128)]);
  test.each<[string, Uint8Array, RegExp]>([
    ['no picture at all', Buffer.from('<svg/>'), /neither a PNG nor a \.npy/],
    ['an empty file', new Uint8Array(0), /neither/],
    ['a PNG that is cut', whole.subarray(0, 90), /damaged/],
    ['a PNG that is cut in its header', whole.subarray(0, 20), /ends in its header/],
    ['a PNG with a bit flipped', flipped, /damaged/],
    [
      'a PNG that claims too much',
      Uint8Array.from(whole, (byte, n) => (n >= 16 && n < 24 ? 255 : byte)),
      /claims 4294967295/,
    ],
    ['a .npy that is cut', npy.subarray(0, npy.length - 1), /do not fill the file/],
    ['complex numbers', header("{'descr': '<c8', 'fortran_order': False, 'shape': (2, 3), }"), /kind c8 are not read/],
    ['three dimensions', header("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }"), /two dimensions/],
    ['a header of nothing', header('{}'), /are not read/],
  ])('3 for %s, and says which file', async (_, bytes, said) => {
    const bad = file(bytes);
    const { status, err } = await reslice('compare', grey, bad);
    expect(err).toMatch(said);
    expect(err).toContain(bad);
    expect(status).toBe(3);
  });
});
