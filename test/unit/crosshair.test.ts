// The crosshair: three planes that meet in a point, turned and moved, and where they cut a picture.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { createRandom } from '../../src/math/random.ts';
import { addScaled, cross, dot, length, normalize, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { patientToPixel, pixelToPatient, planeNormal } from '../../src/plane/plane.ts';
import {
  axisOf,
  type Crosshair,
  clampToStack,
  createCrosshair,
  crosshairOf,
  crosshairOnPlane,
  isStraight,
  moveCrosshair,
  PANES,
  type PaneName,
  planeOfPane,
  straighten,
  turnCrosshair,
} from '../../src/view/crosshair.ts';
import { CROSSHAIR_GAP, crosshairLines, hitCrosshair, slabAt, turnOnScreen } from '../../src/view/crosshair-lines.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { scrub } from '../../src/view/gesture.ts';
import { applyCrosshair } from '../../src/view/input/apply-crosshair.ts';
import { firstState, geometryOf, nextState, type ViewState } from '../../src/view/view-state.ts';

const size = [30, 20, 12] as const;
const volume = makeVolume({ size, step: 3, steps: [1, 1.5], tilt: 15 }, new Int16Array(30 * 20 * 12));
const window = { center: 40, width: 400, function: 'LINEAR' } as const;
const first = firstState([volume], { window });

const stateOf = (crosshair: Crosshair, pane: PaneName, more: object = {}): ViewState =>
  nextState([volume], first, { ...planeOfPane(volume, crosshair, pane), ...more });
const drawn = (crosshair: Crosshair, pane: PaneName, more: object = {}) =>
  drawnPlane(volume, stateOf(crosshair, pane, more), 400, 300);

const randomVec = (random: ReturnType<typeof createRandom>): Vec3 =>
  normalize([random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)]);

function expectOrthonormal({ axes }: Crosshair): void {
  axes.forEach((axis, n) => {
    expect(Math.abs(length(axis) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(dot(axis, axes[(n + 1) % 3]!))).toBeLessThan(1e-14);
  });
  expect(dot(cross(axes[0], axes[1]), axes[2])).toBeCloseTo(1, 12);
}

const close = (a: Vec3, b: Vec3, digits = 9) => expect(length(subtract(a, b))).toBeCloseTo(0, digits);

const start = createCrosshair(volume);
const turned = turnCrosshair(turnCrosshair(start, [0, 0, 1], 25), axisOf(start, 'sagittal'), -40);

describe('planes', () => {
  it('have names while nothing is turned, and the point as their position', () => {
    const crosshair = moveCrosshair(volume, start, [-21.25, -133.5, 64.125]);
    expect(planeOfPane(volume, crosshair, 'sagittal')).toEqual({ plane: 'sagittal', position: -21.25 });
    expect(planeOfPane(volume, crosshair, 'coronal')).toEqual({ plane: 'coronal', position: -133.5 });
    expect(planeOfPane(volume, crosshair, 'axial')).toEqual({ plane: 'axial', position: 64.125 });
    expect(isStraight(crosshair)).toBe(true);
  });

  it('look the same by name and as geometries: a turn by next to nothing moves nothing', () => {
    const hardly = turnCrosshair(start, [1, 1, 1], 1e-5);
    for (const pane of ['axial', 'sagittal', 'coronal'] as const) {
      const [named, free] = [geometryOf(volume, stateOf(start, pane)), geometryOf(volume, stateOf(hardly, pane))];
      close(free.center, named.center, 4);
      close(free.right, named.right, 6);
      close(free.down, named.down, 6);
    }
  });

  it.each(PANES)('%s goes through the point, whatever is turned (seed 1)', (pane) => {
    const random = createRandom(1);
    let crosshair = start;
    for (let n = 0; n < 200; n++) {
      crosshair = turnCrosshair(crosshair, randomVec(random), random.between(-180, 180));
      crosshair = moveCrosshair(volume, crosshair, addScaled(crosshair.point, randomVec(random), 10));
      const geometry = geometryOf(volume, stateOf(crosshair, pane)); // nextState takes it
      const normal = planeNormal(geometry);
      expect(Math.abs(dot(subtract(crosshair.point, geometry.center), normal))).toBeLessThan(1e-10);
      expect(Math.abs(dot(normal, axisOf(crosshair, pane)))).toBeCloseTo(1, 12);
    }
  });

  it.each(PANES)('a turn about its own normal leaves the picture of %s as it is', (pane) => {
    for (const crosshair of [start, turned]) {
      const plane = drawn(crosshair, pane, { rotation: 30, flip: [true, false] });
      const after = drawn(turnCrosshair(crosshair, planeNormal(plane), 33), pane, {
        rotation: 30,
        flip: [true, false],
      });
      close(after.center, plane.center);
      close(after.right, plane.right);
      close(after.down, plane.down);
    }
  });

  it('survive half a turn', () => {
    const over = turnCrosshair(start, [1, 0, 0], 180);
    for (const pane of PANES) expect(() => stateOf(over, pane)).not.toThrow();
    expectOrthonormal(over);
  });
});

describe('turnCrosshair', () => {
  it('stays orthonormal over 1000 random turns (seed 2)', () => {
    const random = createRandom(2);
    let crosshair = start;
    for (let n = 0; n < 1000; n++) {
      const about = random.next() < 0.5 ? randomVec(random) : axisOf(crosshair, PANES[random.integer(0, 3)]!);
      crosshair = turnCrosshair(crosshair, about, random.between(-180, 180));
      expectOrthonormal(crosshair);
    }
  });

  it('turns two planes about the third’s normal, which stays to the last bit', () => {
    for (const [pane, axis] of [
      ['sagittal', 0],
      ['coronal', 1],
      ['axial', 2],
    ] as const) {
      const after = turnCrosshair(turned, axisOf(turned, pane), 12.3);
      expect(after.axes[axis]).toEqual(turned.axes[axis]);
      for (const other of [(axis + 1) % 3, (axis + 2) % 3])
        expect(dot(after.axes[other]!, turned.axes[other]!)).toBeCloseTo(Math.cos((12.3 * Math.PI) / 180), 12);
    }
  });

  it('back gives the named planes back, exactly', () => {
    const [a, b] = [axisOf(start, 'axial'), axisOf(turnCrosshair(start, [0, 0, 1], 25), 'sagittal')];
    const there = turnCrosshair(turnCrosshair(start, a, 25), b, -40);
    expect(isStraight(there)).toBe(false);
    expect(turnCrosshair(turnCrosshair(there, b, 40), a, -25)).toEqual(start);
    expect(straighten(there)).toEqual(start);
    let quarters = start;
    for (let n = 0; n < 4; n++) quarters = turnCrosshair(quarters, [0, 1, 0], 90);
    expect(quarters).toEqual(start);
  });
});

describe('the point', () => {
  it('inside the stack stays to the last bit; outside it comes to the edge', () => {
    const inside: Vec3 = [-21.3, -133.7, 64.1];
    expect(clampToStack(volume, inside)).toEqual(inside);
    const random = createRandom(4);
    const { row, column, normal } = volume.orientation;
    for (let n = 0; n < 500; n++) {
      const far = addScaled(inside, randomVec(random), 500);
      const p = clampToStack(volume, far);
      close(clampToStack(volume, p), p, 9);
      const w = dot(p, normal);
      const [low, high] = [volume.slices[0]!, volume.slices.at(-1)!];
      expect(w).toBeGreaterThan(low.position - 1e-9);
      expect(w).toBeLessThan(high.position + 1e-9);
      // The tilted stack leans evenly: its grid at w lies between those of its ends.
      const t = (w - low.position) / (high.position - low.position);
      const origin = addScaled(low.origin, subtract(high.origin, low.origin), t);
      const [x, y] = [dot(subtract(p, origin), row) / 0.7, dot(subtract(p, origin), column) / 0.9];
      expect(Math.abs(x - 14.5)).toBeLessThan(15 + 1e-9);
      expect(Math.abs(y - 9.5)).toBeLessThan(10 + 1e-9);
    }
  });

  it('follows a pane that is stepped, along its normal only', () => {
    for (const pane of PANES) {
      const state = scrub(volume, stateOf(turned, pane), 3);
      const after = crosshairOnPlane(turned, geometryOf(volume, state));
      const way = subtract(after.point, turned.point);
      close(cross(way, axisOf(turned, pane)), [0, 0, 0]);
      const normal = planeNormal(geometryOf(volume, state));
      expect(dot(subtract(geometryOf(volume, state).center, after.point), normal)).toBeCloseTo(0, 9);
    }
  });
});

describe('crosshairOf', () => {
  it.each([
    ['straight', start],
    ['turned', turned],
  ])('gives a %s crosshair back from its planes', (_, crosshair) => {
    const states = { axial: 'axial', sagittal: 'sagittal', coronal: 'coronal' } as const;
    const [axial, sagittal, coronal] = Object.values(states).map((pane) => stateOf(crosshair, pane));
    const back = crosshairOf(volume, crosshair, { axial: axial!, sagittal: sagittal!, coronal: coronal! })!;
    close(back.point, crosshair.point);
    back.axes.forEach((axis, n) => {
      close(axis, crosshair.axes[n]!);
    });
    expect(isStraight(back)).toBe(crosshair === start);
  });

  it('is none where planes are not orthogonal', () => {
    const axial = stateOf(start, 'axial');
    expect(crosshairOf(volume, start, { axial, sagittal: axial, coronal: axial })).toBeNull();
  });
});

describe('crosshairLines', () => {
  const slabs = { axial: 4, sagittal: 6 };

  it('cuts each picture where both planes are, with a gap about the point, inside the picture (seed 6)', () => {
    const random = createRandom(6);
    let crosshair = start;
    for (let n = 0; n < 100; n++) {
      crosshair = turnCrosshair(crosshair, randomVec(random), random.between(-90, 90));
      for (const pane of PANES) {
        const plane = drawn(crosshair, pane, { rotation: random.between(0, 360), zoom: random.between(0.5, 4) });
        for (const line of crosshairLines(crosshair, plane, PANES, slabs)) {
          expect(line.pane).not.toBe(pane);
          const away = (at: readonly [number, number], axis: Vec3) =>
            dot(subtract(pixelToPatient(plane, at[0] - 0.5, at[1] - 0.5), crosshair.point), axis);
          const axis = axisOf(crosshair, line.pane);
          for (const end of line.segments.flat()) {
            expect(Math.abs(away(end, axis))).toBeLessThan(1e-9);
            expect(Math.hypot(end[0] - line.center[0], end[1] - line.center[1])).toBeGreaterThan(CROSSHAIR_GAP - 1e-6);
          }
          for (const end of line.faces.flat())
            expect(Math.abs(away(end, axis))).toBeCloseTo(slabs[line.pane as 'axial'] / 2, 9);
          for (const at of line.rotateHandles) expect(Math.abs(away(at, axis))).toBeLessThan(1e-9);
          for (const [x, y] of [...line.segments.flat(), ...line.faces.flat(), ...line.rotateHandles]) {
            expect(x).toBeGreaterThan(-1e-6);
            expect(x).toBeLessThan(400 + 1e-6);
            expect(y).toBeGreaterThan(-1e-6);
            expect(y).toBeLessThan(300 + 1e-6);
          }
        }
      }
    }
  });

  it('shows what is there: two lines, and the fourth pane’s in the axial picture', () => {
    const seen = (pane: PaneName) => crosshairLines(start, drawn(start, pane)).map((line) => line.pane);
    expect(seen('axial')).toEqual(['sagittal', 'coronal', 'oblique']);
    expect(seen('sagittal')).toEqual(['axial', 'coronal']);
    expect(seen('coronal')).toEqual(['axial', 'sagittal']);
    expect(seen('oblique')).toEqual(['axial', 'sagittal']);
  });

  it('has no line where the point is far out of the picture, and a whole one where it is just out', () => {
    const far = crosshairLines(start, drawn(start, 'axial', { pan: [1e4, -3e3] }));
    expect(far.flatMap(({ segments, rotateHandles }) => [...segments, ...rotateHandles])).toEqual([]);
    const mm = drawn(start, 'axial').spacing[0];
    const beside = crosshairLines(start, drawn(start, 'axial', { pan: [-250 * mm, 0] }), ['coronal']);
    expect(beside[0]!.segments).toHaveLength(1);
  });
});

describe('handles', () => {
  const plane = drawn(turned, 'axial', { rotation: 20, flip: [false, true] });
  const lines = crosshairLines(turned, plane, PANES, { coronal: 5 });

  it('are hit within the tolerance, and not beyond', () => {
    for (const { pane, center, rotateHandles, slabHandles } of lines) {
      for (const [x, y] of rotateHandles) {
        expect(hitCrosshair(lines, [x + 5, y], 8)).toEqual({ kind: 'crosshair-rotate', pane });
        expect(hitCrosshair(lines, [x + 5, y], 3)).toBeNull();
      }
      for (const at of slabHandles) expect(hitCrosshair(lines, at, 8)).toEqual({ kind: 'crosshair-slab', pane });
      expect(hitCrosshair(lines, center, 8)).toEqual({ kind: 'crosshair' });
    }
    expect(hitCrosshair([], [0, 0], 100)).toBeNull();
  });

  it('of rotation follow the pointer, in a turned and mirrored picture too', () => {
    for (const pane of ['sagittal', 'coronal', 'oblique'] as const) {
      const line = lines.find((each) => each.pane === pane)!;
      const from = line.rotateHandles[0]!;
      const [x, y] = [from[0] - line.center[0], from[1] - line.center[1]];
      const angle = (17 * Math.PI) / 180;
      const to = [
        line.center[0] + Math.cos(angle) * x - Math.sin(angle) * y,
        line.center[1] + Math.sin(angle) * x + Math.cos(angle) * y,
      ] as const;
      const after = applyCrosshair(volume, turned, { kind: 'crosshair-rotate', pane, from, to }, plane);
      const now = crosshairLines(after, drawn(after, 'axial', { rotation: 20, flip: [false, true] }), [pane])[0]!;
      const off = (to[0] - now.center[0]) * now.along[1] - (to[1] - now.center[1]) * now.along[0];
      expect(off).toBeCloseTo(0, 6);
      if (pane === 'oblique') expect(after.axes).toEqual(turned.axes);
      else expect(after.axes[2]).toEqual(turned.axes[2]);
    }
  });

  it.each([0, 0.5, 5, 20])('of a slab of %f mm say so', (thickness) => {
    for (const pane of ['sagittal', 'coronal', 'oblique'] as const) {
      const line = crosshairLines(turned, plane, [pane], { [pane]: thickness })[0]!;
      expect(line.slabHandles.length).toBeGreaterThanOrEqual(2);
      for (const at of line.slabHandles) expect(slabAt(turned, plane, pane, at)).toBeCloseTo(thickness, 9);
    }
    expect(slabAt(turned, plane, 'axial', [3, 4])).toBe(0);
  });
});

describe('applyCrosshair', () => {
  it('points where the pointer is, steps by a voxel, turns by a key', () => {
    const plane = drawn(turned, 'coronal');
    const at = [210, 140] as const;
    const pointed = applyCrosshair(volume, turned, { kind: 'crosshair', at }, plane);
    expect(patientToPixel(plane, pointed.point)[0] + 0.5).toBeCloseTo(210, 6);
    expect(patientToPixel(plane, pointed.point)[1] + 0.5).toBeCloseTo(140, 6);
    const stepped = applyCrosshair(volume, turned, { kind: 'crosshair-step', right: 1, down: 0 }, plane);
    close(subtract(stepped.point, turned.point), plane.right.map((x) => 0.7 * x) as unknown as Vec3);
    const key = applyCrosshair(volume, turned, { kind: 'crosshair-turn', degrees: 5 }, plane);
    expect(key).toEqual(turnOnScreen(turned, plane, null, 5));
    expect(key.axes[1]).toEqual(turned.axes[1]);
  });
});
