// Lines go around words, and only around those.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/element/overlay/cut.ts';

const at = fc.integer({ min: 0, max: 300 });
const box = fc.record({
  x: at,
  y: at,
  width: fc.integer({ min: 4, max: 120 }),
  height: fc.integer({ min: 8, max: 60 }),
});
const segment = fc.tuple(fc.tuple(at, at), fc.tuple(at, at));

describe('cut', () => {
  test('leaves a gap on either side of a box', () => {
    expect(
      cut(
        [
          [0, 10],
          [100, 10],
        ],
        [{ x: 40, y: 0, width: 20, height: 16 }],
      ),
    ).toEqual([
      [
        [0, 10],
        [36, 10],
      ],
      [
        [64, 10],
        [100, 10],
      ],
    ]);
  });

  test('leaves a line alone that passes by', () => {
    const line = [
      [0, 30],
      [100, 30],
    ] as const;
    expect(cut(line, [{ x: 40, y: 0, width: 20, height: 16 }])).toEqual([line]);
  });

  test('no specks between boxes', () => {
    const boxes = [0, 30].map((x) => ({ x, y: 0, width: 20, height: 16 }));
    expect(
      cut(
        [
          [0, 8],
          [50, 8],
        ],
        boxes,
      ),
    ).toEqual([]);
  });

  test('no point of what is left is in a box, and what is far from all boxes is left', () => {
    fc.assert(
      fc.property(segment, fc.array(box, { maxLength: 6 }), ([from, to], boxes) => {
        fc.pre(Math.hypot(to[0] - from[0], to[1] - from[1]) > 12);
        const parts = cut([from, to], boxes);
        const near = (x: number, y: number, rim: number): boolean =>
          boxes.some((b) => x > b.x - rim && x < b.x + b.width + rim && y > b.y - rim && y < b.y + b.height + rim);
        for (const [[x1, y1], [x2, y2]] of parts)
          for (let n = 0; n <= 20; n++)
            expect(near(x1 + ((x2 - x1) * n) / 20, y1 + ((y2 - y1) * n) / 20, 3.9)).toBe(false);
        const onePart = (x: number, y: number): boolean =>
          parts.some(
            ([[x1, y1], [x2, y2]]) =>
              Math.abs(Math.hypot(x - x1, y - y1) + Math.hypot(x - x2, y - y2) - Math.hypot(x2 - x1, y2 - y1)) < 1e-6,
          );
        for (let n = 0; n <= 20; n++) {
          const [x, y] = [from[0] + ((to[0] - from[0]) * n) / 20, from[1] + ((to[1] - from[1]) * n) / 20];
          if (!near(x, y, 11)) expect(onePart(x, y)).toBe(true);
        }
      }),
      { seed: 4 },
    );
  });
});
