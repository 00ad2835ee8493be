// The demo's links: what is written comes back to the bit, and what strangers write does no harm.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, type LinkState } from '../../demo/link/link.ts';
import { PLAIN } from '../../demo/link/look.ts';
import { PHANTOMS } from '../../phantom/index.ts';
import { createCrosshair, createVolume, PRESETS, turnCrosshair } from '../../src/entry/index.ts';

const RUNS = { seed: 7, numRuns: 500 };

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const mm = number(-1e5, 1e5);
const point = fc.tuple(mm, mm, mm);
const volume = createVolume({
  storedValues: new Int16Array(8),
  size: [2, 2, 2],
  pixelSpacing: [1, 1],
  orientation: { row: [1, 0, 0], column: [0, 1, 0] },
  slices: [{ origin: [0, 0, 0] }, { origin: [0, 0, 1] }],
});
const axes = fc
  .tuple(point, number(-180, 180))
  .filter(([about]) => Math.hypot(...about) > 1e-3)
  .map(([about, degrees]) => turnCrosshair(createCrosshair(volume), about, degrees).axes)
  .map((vectors) => vectors.map((vector) => vector.map((part) => part + 0)) as unknown as typeof vectors);
const look = fc.record({
  zoom: number(0.05, 200),
  pan: fc.tuple(mm, mm),
  rotation: number(0, 360),
  flip: fc.tuple(fc.boolean(), fc.boolean()),
  slab: fc.option(
    fc.record({ thickness: number(1e-6, 1e4), mode: fc.constantFrom('mean' as const, 'max' as const, 'min' as const) }),
  ),
});
const window = fc.oneof(
  fc.constantFrom('file' as const, 'auto' as const, ...(Object.keys(PRESETS) as (keyof typeof PRESETS)[])),
  fc.record({ function: fc.constant('LUT' as const), lut: fc.nat(99) }),
  fc.record({
    center: number(-1e9, 1e9),
    width: number(1e-6, 1e9),
    function: fc.constantFrom('LINEAR' as const, 'LINEAR_EXACT' as const, 'SIGMOID' as const),
  }),
);
const state: fc.Arbitrary<LinkState> = fc.record(
  {
    phantom: fc.constantFrom(...(Object.keys(PHANTOMS) as (keyof typeof PHANTOMS)[])),
    at: point,
    axes,
    angle: number(0, 360),
    layout: fc.constantFrom('2x2' as const, '1+3' as const, 'one' as const),
    pane: fc.constantFrom('axial' as const, 'oblique' as const, 'acquired' as const),
    window,
    kernel: fc.constantFrom('linear' as const, 'nearest' as const, 'cubic' as const),
    map: fc.constantFrom('hot-iron', 'pet', 'grey'),
    invert: fc.boolean(),
    time: fc.nat(9999),
    axial: look,
    sagittal: look,
    coronal: look,
    oblique: look,
    acquired: look,
  },
  { requiredKeys: [] },
);

describe('a link', () => {
  test('comes back as it was, to the bit (seed 7)', () => {
    fc.assert(
      fc.property(state, (shown) => {
        expect(decodeLink(`#${encodeLink(shown)}`)).toEqual({ value: shown, ignored: [] });
      }),
      RUNS,
    );
  });

  test('comes back where a program has escaped it', () => {
    fc.assert(
      fc.property(state, (shown) => {
        expect(decodeLink(encodeURIComponent(encodeLink(shown))).value).toEqual(shown);
      }),
      RUNS,
    );
  });

  test('can be read by people', () => {
    const shown = {
      phantom: 'head',
      at: [36, -6, 20],
      layout: '1+3',
      pane: 'sagittal',
      window: { center: 40, width: 80, function: 'SIGMOID' },
      kernel: 'cubic',
      invert: true,
      axial: { ...PLAIN, zoom: 2, pan: [3, -4], rotation: 90, flip: [true, false] },
      coronal: { ...PLAIN, slab: { thickness: 10, mode: 'max' } },
    } as const;
    expect(encodeLink(shown)).toBe(
      'v1&phantom=head&at=36,-6,20&layout=1+3&pane=sagittal&window=40/80/SIGMOID&kernel=cubic&invert=1' +
        '&axial=zoom:2,pan:3:-4,turn:90,flip:h&coronal=slab:10:max',
    );
  });

  test('never holds what a file calls its window', () => {
    const named = { center: 1, width: 2, function: 'LINEAR', explanation: 'DOE^JOHN' } as const;
    expect(encodeLink({ window: named })).toBe('v1&window=1/2');
    expect(encodeLink({ window: { function: 'LUT', lut: 3, explanation: 'DOE' } })).toBe('v1&window=lut/3');
  });
});

describe('what strangers write', () => {
  test.each([
    ['no point', 'at=1,2', 'at'],
    ['a fourth number', 'at=1,2,3,4', 'at'],
    ['infinity', 'at=1,2,Infinity', 'at'],
    ['beyond any patient', 'at=1,2,1e9', 'at'],
    ['an empty number', 'at=1,,3', 'at'],
    ['hexadecimal', 'at=0x1,2,3', 'at'],
    ['axes that lean', 'axes=1,0,0,0.1,1,0,0,0,1', 'axes'],
    ['left-handed axes', 'axes=1,0,0,0,1,0,0,0,-1', 'axes'],
    ['an unknown phantom', 'phantom=__proto__', 'phantom'],
    ['an unknown layout', 'layout=3x3', 'layout'],
    ['an unknown pane', 'pane=constructor', 'pane'],
    ['a window without a width', 'window=40/0', 'window'],
    ['a window of no function', 'window=40/80/EVAL', 'window'],
    ['a window with markup', 'window=<img src=x>', 'window'],
    ['a kernel that is none', 'kernel=lanczos', 'kernel'],
    ['a map with markup', 'map=<b>', 'map'],
    ['a time below 0', 'time=-1', 'time'],
    ['a zoom of 0', 'axial=zoom:0', 'axial'],
    ['half a pan', 'axial=pan:1', 'axial'],
    ['a slab of no mode', 'oblique=slab:3:sum', 'oblique'],
  ])('%s is left out, and the rest stays', (_, part, key) => {
    expect(decodeLink(`#v1&${part}&invert=1`)).toEqual({ value: { invert: true }, ignored: [key] });
  });

  test('unknown keys, of looks too, are passed over without a word', () => {
    expect(decodeLink('v1&patient=DOE&axial=tilt:3,zoom:2')).toEqual({
      value: { axial: { ...PLAIN, zoom: 2 } },
      ignored: [],
    });
    expect(decodeLink('v1&__proto__=1&constructor=2&toString=3&axial=__proto__:1,constructor:2')).toEqual({
      value: { axial: PLAIN },
      ignored: [],
    });
  });

  test.each(['', '#', '#section', '#v2&at=1,2,3', '#v1', `#v1&at=1,2,3&x=${'y'.repeat(3000)}`, '#v1&at=%E0%A4%A'])(
    '%s holds nothing',
    (text) => expect(decodeLink(text)).toEqual({ value: {}, ignored: [] }),
  );

  /** Keys and values that come near, in any order, broken anywhere. */
  const nearly = fc
    .array(
      fc.tuple(
        fc.constantFrom('at', 'axes', 'window', 'axial', 'time', '__proto__', 'map', 'constructor', 'phantom'),
        fc.oneof(
          fc.string({ maxLength: 40 }),
          fc
            .array(fc.oneof(fc.double().map(String), fc.constantFrom('NaN', '1e999', '-', '')), { maxLength: 9 })
            .map(String),
          fc.tuple(fc.constantFrom('zoom', 'pan', 'slab', '__proto__'), fc.double()).map((each) => each.join(':')),
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => `v1&${parts.map((part) => part.join('=')).join('&')}`);

  test('gives finite numbers within bounds, plain records, and nothing else (seed 7)', () => {
    const look = (found: unknown): void => {
      if (typeof found === 'number') expect(Math.abs(found)).toBeLessThanOrEqual(1e9);
      else if (typeof found === 'string') expect(found).toMatch(/^[a-zA-Z0-9_+-]{1,40}$/);
      else if (Array.isArray(found)) found.forEach(look);
      else if (typeof found === 'object' && found) {
        expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
        Object.values(found).forEach(look);
      } else expect(['boolean', 'object']).toContain(typeof found);
    };
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ maxLength: 3000 }), state.map(encodeLink)), (text) => {
        const { value, ignored } = decodeLink(text);
        look(value);
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
        // What is kept of a stranger's text is what would be written of it.
        expect(decodeLink(encodeLink(value)).value).toEqual(value);
        for (const key of ignored) expect(key).toMatch(/^[a-z]+$/);
      }),
      { seed: 7, numRuns: 3000 },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
