// What is written over a picture of any size: nothing on anything else, nothing cut off, and what gives way is what matters least.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrange,
  type Box,
  LETTER,
  type Piece,
  type Placed,
  rimOf,
  saidSingly,
} from '../../src/element/overlay/arrange.ts';

const side = fc.integer({ min: 120, max: 1000 });
const sizesUpTo = (wide: number, high: number) =>
  fc.array(fc.record({ width: fc.integer({ min: 5, max: wide }), height: fc.integer({ min: 8, max: high }) }), {
    minLength: 1,
    maxLength: 4,
  });
const anchored = fc.record({
  at: fc.constantFrom(
    ...(['top-left', 'top-right', 'bottom-left', 'bottom-right', 'left', 'right', 'top', 'bottom'] as const),
  ),
  sizes: sizesUpTo(200, 30),
  upper: fc.boolean(),
});
const coordinate = fc.double({ min: -200, max: 1200, noNaN: true });
const beside = fc.record({
  at: fc.record({
    anchor: fc.tuple(coordinate, coordinate),
    figure: fc.record({
      x: coordinate,
      y: coordinate,
      width: fc.double({ min: 0, max: 400, noNaN: true }),
      height: fc.double({ min: 0, max: 400, noNaN: true }),
    }),
  }),
  sizes: sizesUpTo(220, 70),
});
const pieces: fc.Arbitrary<Piece[]> = fc.array(fc.oneof(anchored, beside), { maxLength: 16 });

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.width, b.x + b.width) > Math.max(a.x, b.x) &&
  Math.min(a.y + a.height, b.y + b.height) > Math.max(a.y, b.y);
const isInside = (box: Box, width: number, height: number): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
const found = (places: readonly (Placed | null)[]): Placed[] => places.filter((place) => place !== null);

describe('arrange', () => {
  test('no two overlap, and all are inside', () => {
    fc.assert(
      fc.property(pieces, side, side, (all, width, height) => {
        const places = arrange(all, width, height);
        expect(places).toHaveLength(all.length);
        for (const [n, a] of places.entries()) {
          if (!a) continue;
          expect(isInside(a, width, height)).toBe(true);
          expect(all[n]!.sizes[a.choice]).toEqual({ width: a.width, height: a.height });
          for (const b of found(places.slice(n + 1))) expect(overlap(a, b)).toBe(false);
        }
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  test('what matters less takes nothing from what matters more: what sits at an edge is where it would be alone', () => {
    fc.assert(
      fc.property(fc.array(anchored, { maxLength: 16 }), fc.nat(16), side, side, (all, count, width, height) => {
        expect(arrange(all, width, height).slice(0, count)).toEqual(arrange(all.slice(0, count), width, height));
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('a label is left out only where there is no place for it at all: every whole pixel is tried', () => {
    fc.assert(
      fc.property(
        fc.array(anchored, { maxLength: 8 }),
        beside,
        fc.integer({ min: 120, max: 170 }),
        fc.integer({ min: 120, max: 170 }),
        (all, label, width, height) => {
          const places = arrange([...all, label], width, height);
          if (places.at(-1)) return;
          const rim = rimOf(width, height);
          const taken = found(places);
          // 8 px across are kept free between two: as if the others were wider.
          const grown = taken.map((box) => ({ ...box, x: box.x - 8, width: box.width + 16 }));
          for (const size of label.sizes)
            for (let x = rim; x <= width - rim - size.width; x++)
              for (let y = rim; y <= height - rim - size.height; y++)
                expect(grown.some((box) => overlap({ x, y, ...size }, box))).toBe(true);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  test('a label does not take the place of a line that it precedes while there is another', () => {
    const line: Piece = { at: 'bottom-left', sizes: [{ width: 100, height: 16 }] };
    const at = { anchor: [20, 285], figure: { x: 10, y: 280, width: 10, height: 10 } } as const;
    const [label, below] = arrange([{ at, sizes: [{ width: 80, height: 22 }] }, line], 300, 300);
    expect(below).toMatchObject({ x: 8, y: 276 });
    expect(overlap(label!, below!)).toBe(false);
    expect(overlap(label!, at.figure)).toBe(false);
  });

  test('a label sits beside its anchor where there is room', () => {
    const at = { anchor: [100.4, 50], figure: { x: 60, y: 40, width: 40, height: 40 } } as const;
    expect(arrange([{ at, sizes: [{ width: 80, height: 22 }] }], 400, 400)).toEqual([
      { x: 112, y: 52, width: 80, height: 22, choice: 0 },
    ]);
  });
});

describe('in every picture from 120 px up', () => {
  const letters = (wide: number): Piece[] =>
    (['left', 'right', 'top', 'bottom'] as const).map((at) => ({ at, sizes: [{ width: wide, height: LETTER }] }));
  const badge = (...widths: number[]): Piece => ({
    at: 'top-right',
    sizes: widths.map((width) => ({ width, height: 20 })),
    upper: true,
  });
  const more = (): Piece => badge(34);

  test('letters stay, no warning goes without a word, and the selected label has a place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 36 }),
        fc.array(sizesUpTo(180, 20), { maxLength: 5 }),
        coordinate,
        coordinate,
        pieces,
        side,
        side,
        (wide, badges, x, y, rest, width, height) => {
          const edges = letters(wide);
          const warnings = badges.map((sizes) => badge(...sizes.map((size) => size.width)));
          const said = saidSingly(edges, warnings, more, width, height);
          const shown = [...(said < warnings.length ? [more()] : []), ...warnings.slice(0, said)];
          const label: Piece = {
            at: { anchor: [x, y], figure: { x: x - 50, y: y - 50, width: 50, height: 50 } },
            sizes: [
              { width: 220, height: 70 },
              { width: Math.min(130, width - 2 * rimOf(width, height)), height: 22 },
            ],
          };
          const places = arrange([...edges, ...shown, label, ...rest], width, height);
          expect(places.slice(0, edges.length + shown.length + 1)).not.toContain(null);
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  test('as many warnings are said singly as there is room for, the first of them first', () => {
    const warnings = [badge(120, 60), badge(80, 50), badge(90, 40), badge(150, 56), badge(100, 34)];
    const counts = [120, 160, 200, 260, 400].map((size) => saidSingly(letters(10), warnings, more, size, size));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(-1)).toBe(5);
    expect(counts[0]).toBeLessThan(5);
  });
});
