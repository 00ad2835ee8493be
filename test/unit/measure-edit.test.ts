// Handles, dragging, what shows where, and what lies under the pointer.
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../src/math/random.ts';
import { add, addScaled, cross, dot, length, normalize, scale, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import { drawingOf } from '../../src/measure/drawing.ts';
import { handlesOf, moveHandle, moveMeasurement, pixelShift } from '../../src/measure/edit.ts';
import { hitTest } from '../../src/measure/hit-test.ts';
import { isNear } from '../../src/measure/is-near.ts';
import { type Measurement, type MeasurementKind, POINTS_OF } from '../../src/measure/measurement.ts';
import { type Plane, pixelToPatient, planeNormal, scrollPlane } from '../../src/plane/plane.ts';

const KINDS = Object.keys(POINTS_OF) as MeasurementKind[];

/** 101 × 81 pixels of 0.5 × 0.25 mm around the origin: pixel (50, 40) is the origin. */
const FLAT: Plane = {
  center: [0, 0, 0],
  right: [1, 0, 0],
  down: [0, 1, 0],
  spacing: [0.5, 0.25],
  width: 101,
  height: 81,
};

function anyPlane(random: Random): Plane {
  const any = (): Vec3 => [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
  const right = normalize(any());
  const normal = normalize(cross(right, any()));
  return {
    center: scale(any(), 200),
    right,
    down: cross(normal, right),
    spacing: [random.between(0.1, 2), random.between(0.1, 2)],
    width: random.integer(1, 900),
    height: random.integer(1, 900),
  };
}

function drawOn(random: Random, plane: Plane, kind: MeasurementKind): Measurement {
  const at = (): Vec3 => pixelToPatient(plane, random.between(0, 900), random.between(0, 900));
  return createMeasurement(kind, Array.from({ length: POINTS_OF[kind] }, at), plane);
}

const depthOf = (plane: Plane, p: Vec3): number => dot(subtract(p, plane.center), planeNormal(plane));

describe.each(KINDS)('%s, on random planes, seed 11', (kind) => {
  const random = createRandom(11);
  const cases = Array.from({ length: 25 }, () => {
    const plane = anyPlane(random);
    return { plane, drawn: drawOn(random, plane, kind) };
  });

  test('stays where it is when the plane moves, zooms and turns', () => {
    for (const { plane, drawn } of cases) {
      const turn = random.between(0, 6);
      const moved: Plane = {
        ...scrollPlane(plane, 7),
        right: add(scale(plane.right, Math.cos(turn)), scale(plane.down, Math.sin(turn))),
        down: subtract(scale(plane.down, Math.cos(turn)), scale(plane.right, Math.sin(turn))),
        spacing: [random.between(0.1, 2), random.between(0.1, 2)],
        width: 333,
        height: 222,
      };
      const before = JSON.stringify(drawn);
      const { handles } = drawingOf(drawn, moved);
      expect(JSON.stringify(drawn)).toBe(before);
      handles.forEach(([i, j], n) => {
        // The picture position and the depth are the place in patient space again.
        const back = addScaled(pixelToPatient(moved, i, j), planeNormal(moved), -7);
        expect(length(subtract(back, handlesOf(drawn)[n]!))).toBeLessThan(1e-9);
      });
    }
  });

  test('shows on its plane and near it, and not further away', () => {
    for (const { plane, drawn } of cases) {
      expect(isNear(drawn, plane, 0)).toBe(true);
      expect(isNear(drawn, scrollPlane(plane, 1.9), 2)).toBe(true);
      expect(isNear(drawn, scrollPlane(plane, -2.1), 2)).toBe(false);
      const behind: Plane = { ...plane, right: scale(plane.right, -1) };
      expect(isNear(drawn, behind, 0.5)).toBe(true);
    }
  });

  test('moves as a whole by what it is moved', () => {
    for (const { plane, drawn } of cases) {
      const by = pixelShift(plane, [10, 20], [13.5, -4]);
      const moved = moveMeasurement(drawn, by);
      const pictures = [drawingOf(drawn, plane), drawingOf(moved, plane)] as const;
      pictures[1].handles.forEach(([i, j], n) => {
        expect(i - pictures[0].handles[n]![0]).toBeCloseTo(3.5, 6);
        expect(j - pictures[0].handles[n]![1]).toBeCloseTo(-24, 6);
      });
      for (const p of handlesOf(moved)) expect(Math.abs(depthOf(plane, p))).toBeLessThan(1e-9);
    }
  });

  test('a handle goes where it is put, the opposite one stays, and depth is kept', () => {
    for (const { plane, drawn } of cases) {
      // Dragged on a plane 3 mm further: the depth stays the measurement's own.
      const by = pixelShift(scrollPlane(plane, 3), [0, 0], [17, 9]);
      handlesOf(drawn).forEach((was, handle) => {
        const after = handlesOf(moveHandle(drawn, handle, by));
        expect(length(subtract(after[handle]!, add(was, by)))).toBeLessThan(1e-9);
        const still = kind === 'ellipse' || kind === 'rectangle' ? [[1, 0, 3, 2][handle]!] : others(drawn, handle);
        for (const n of still) expect(length(subtract(after[n]!, handlesOf(drawn)[n]!))).toBeLessThan(1e-9);
        for (const p of after) expect(Math.abs(depthOf(plane, p))).toBeLessThan(1e-9);
      });
      expect(moveHandle(drawn, 9, by).points).toEqual(drawn.points);
    }
  });

  test('is hit on its handles and its outline, to the tolerance', () => {
    for (const { plane, drawn } of cases) {
      const { handles, segments, ellipse } = drawingOf(drawn, plane);
      handles.forEach(([i, j], handle) => {
        const hit = hitTest(drawn, plane, [i + 0.3, j], 0.5);
        expect(hit?.part).toBe('handle');
        if (hit?.part === 'handle' && hit.handle !== handle) expect(hit.distance).toBeLessThanOrEqual(0.3);
      });
      expect(hitTest(drawn, plane, [-5000, -5000], 20)).toBeNull();
      for (const [from, to] of segments) {
        const [x, y] = [to[0] - from[0], to[1] - from[1]];
        const size = Math.hypot(x, y);
        if (size < 20) continue;
        const beside = (px: number) =>
          hitTest(drawn, plane, [from[0] + 0.37 * x - (px * y) / size, from[1] + 0.37 * y + (px * x) / size], 2);
        expect(beside(1.9)?.distance).toBeLessThanOrEqual(1.9 + 1e-6);
        expect(beside(1.9)?.part).toBe('outline');
      }
      if (ellipse) {
        const { center, across, down } = ellipse;
        const p = [center[0] + 0.6 * across[0] + 0.8 * down[0], center[1] + 0.6 * across[1] + 0.8 * down[1]] as const;
        expect(hitTest(drawn, plane, p, 1)?.part).toBe('outline');
      }
    }
  });
});

const others = (drawn: Measurement, handle: number): readonly number[] =>
  drawn.points.map((_, n) => n).filter((n) => n !== handle);

describe('drawings worked by hand', () => {
  test('a length', () => {
    const drawing = drawingOf(
      createMeasurement(
        'length',
        [
          [-10, -5, 0],
          [10, 5, 4],
        ],
        FLAT,
      ),
      FLAT,
    );
    expect(drawing).toEqual({
      segments: [
        [
          [30, 20],
          [70, 60],
        ],
      ],
      ellipse: null,
      handles: [
        [30, 20],
        [70, 60],
      ],
      anchor: [70, 60],
    });
  });

  test('an angle has two arms, a probe none', () => {
    const points = [
      [-10, 0, 0],
      [0, 0, 0],
      [0, 5, 0],
    ] as const;
    expect(drawingOf(createMeasurement('angle', points, FLAT), FLAT).segments).toEqual([
      [
        [30, 40],
        [50, 40],
      ],
      [
        [50, 40],
        [50, 60],
      ],
    ]);
    const probe = drawingOf(createMeasurement('probe', [[1, 1, 0]], FLAT), FLAT);
    expect(probe).toEqual({ segments: [], ellipse: null, handles: [[52, 44]], anchor: [52, 44] });
  });

  test('a rectangle has four sides and four handles', () => {
    const drawn = createMeasurement(
      'rectangle',
      [
        [10, -5, 0],
        [-10, 5, 0],
      ],
      FLAT,
    );
    const { segments, handles, anchor } = drawingOf(drawn, FLAT);
    expect(segments.map(([from]) => from)).toEqual([
      [30, 20],
      [70, 20],
      [70, 60],
      [30, 60],
    ]);
    expect(segments.map(([, to]) => to)).toEqual([
      [70, 20],
      [70, 60],
      [30, 60],
      [30, 20],
    ]);
    expect(handles).toEqual([
      [70, 20],
      [30, 60],
      [30, 20],
      [70, 60],
    ]);
    expect(anchor).toEqual([70, 60]);
  });

  test('an ellipse has half axes in pixels, and its rightmost place', () => {
    const drawn = createMeasurement(
      'ellipse',
      [
        [-10, -5, 0],
        [10, 5, 0],
      ],
      FLAT,
    );
    expect(drawingOf(drawn, FLAT)).toMatchObject({
      ellipse: { center: [50, 40], across: [20, 0], down: [0, 20] },
      anchor: [70, 40],
    });
    // The picture turned by 90 degrees.
    const turned: Plane = { ...FLAT, right: [0, 1, 0], down: [-1, 0, 0], spacing: [1, 1] };
    const { ellipse } = drawingOf(drawn, turned);
    expect(ellipse!.across[0]).toBeCloseTo(0, 12);
    expect(ellipse!.across[1]).toBeCloseTo(-10, 12);
    expect(ellipse!.down[0]).toBeCloseTo(5, 12);
    // Seen from the side it is a line.
    const side = drawingOf(drawn, { ...FLAT, right: [0, 0, 1] });
    expect(side.ellipse!.across).toEqual([0, 0]);
    expect(side.anchor).toEqual([50, 60]);
  });

  test('the anchor of a turned ellipse is its rightmost place', () => {
    const random = createRandom(3);
    for (let n = 0; n < 20; n++) {
      const plane = anyPlane(random);
      const { ellipse, anchor } = drawingOf(drawOn(random, anyPlane(random), 'ellipse'), plane);
      const { center, across, down } = ellipse!;
      let best = [Number.NEGATIVE_INFINITY, 0];
      for (let a = 0; a < 3600; a++) {
        const [cos, sin] = [Math.cos((a * Math.PI) / 1800), Math.sin((a * Math.PI) / 1800)];
        const p = [center[0] + cos * across[0] + sin * down[0], center[1] + cos * across[1] + sin * down[1]];
        if (p[0]! > best[0]!) best = p;
      }
      const size = Math.hypot(...across, ...down);
      expect(Math.abs(anchor[0] - best[0]!)).toBeLessThan(1e-5 * size);
      expect(Math.abs(anchor[1] - best[1]!)).toBeLessThan(2e-3 * size);
    }
  });
});

describe('what is near', () => {
  const tilted = (degrees: number): Plane => {
    const angle = (degrees * Math.PI) / 180;
    return { ...FLAT, down: [0, Math.cos(angle), Math.sin(angle)] };
  };
  const ellipse = createMeasurement(
    'ellipse',
    [
      [-1, -1, 0],
      [1, 1, 0],
    ],
    FLAT,
  );

  test('a region on a leaning plane is not, by its own limit', () => {
    expect(isNear(ellipse, tilted(4.9), 5)).toBe(true);
    expect(isNear(ellipse, tilted(5.1), 5)).toBe(false);
    expect(isNear(ellipse, tilted(20), 5, 25)).toBe(true);
    expect(isNear(ellipse, tilted(90), 5)).toBe(false);
  });

  test('a length is, wherever both its ends are', () => {
    const line = createMeasurement(
      'length',
      [
        [-5, 0, 0],
        [5, 0, 0],
      ],
      FLAT,
    );
    expect(isNear(line, tilted(60), 0.1)).toBe(true);
    const deep = createMeasurement(
      'length',
      [
        [-5, 0, 0],
        [5, 0, 3],
      ],
      FLAT,
    );
    expect(isNear(deep, FLAT, 2)).toBe(false);
    expect(isNear(deep, FLAT, 3)).toBe(true);
  });
});
