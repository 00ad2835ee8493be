// Linked views: what is carried, to whom, and that it is carried once.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ctNoise, makeVolume } from '../../conformance/volumes.ts';
import { createRenderer, link, type Renderer, type View, type ViewOptions } from '../../src/entry/index.ts';
import { createRandom } from '../../src/math/random.ts';
import { addScaled, cross, dot, length, subtract, type Vec3 } from '../../src/math/vec3.ts';
import { createVolume } from '../../src/volume/create-volume.ts';

const SIZE = [40, 36, 24] as const;
const volume = makeVolume({ size: SIZE, tilt: 12, steps: [1, 1, 1.4] }, ctNoise(SIZE, 5));
/** Another series of the same patient: other spacing, other extent, turned by 90° in its plane. */
const other = makeVolume(
  {
    size: [30, 50, 40],
    step: 1.5,
    pixelSpacing: [1.1, 1.1],
    row: [0, 1, 0],
    column: [-1, 0, 0],
    origin: [10, -130, 60],
  },
  ctNoise([30, 50, 40], 6),
);
const window = { center: 300, width: 2000, function: 'LINEAR' } as const;

let renderer: Renderer;
beforeEach(() => {
  renderer = createRenderer({ gpu: false });
});
afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
});

function view(options: Partial<ViewOptions> & object, width = 120, height = 90): View {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:${height}px`;
  document.body.append(element);
  return renderer.createView(element, { volume, window, ...options } as ViewOptions);
}

function counted(views: readonly View[]): number[] {
  const counts = views.map(() => 0);
  for (const [n, each] of views.entries()) each.on('change', () => counts[n]!++);
  return counts;
}

/** mm from a view's plane to a point. */
const away = ({ plane }: View, point: Vec3): number =>
  Math.abs(dot(subtract(point, plane.center), cross(plane.right, plane.down)));

it('moves parallel planes to the same place, of another series too, and leaves the others', () => {
  const [axial, acquired, foreign, sagittal] = [
    view({ plane: 'axial' }),
    view({ plane: 'acquired' }),
    view({ volume: other, plane: 'acquired' }),
    view({ plane: 'sagittal' }),
  ] as const;
  const views = [axial, acquired, foreign, sagittal];
  const before = sagittal.state;
  link(views, { position: true });
  const counts = counted(views);
  axial.set({ position: 70.25 });
  expect(axial.state.position).toBe(70.25);
  for (const each of [axial, acquired, foreign]) expect(away(each, axial.plane.center)).toBeLessThan(1e-9);
  expect(sagittal.state).toBe(before);
  expect(counts).toEqual([1, 1, 1, 0]);
  // And the other way.
  foreign.set({ position: 80 });
  for (const each of [axial, acquired]) expect(away(each, foreign.plane.center)).toBeLessThan(1e-9);
  expect(counts).toEqual([2, 2, 2, 0]);
  expect(axial.state.window).toEqual(window);
});

it('gives views of one plane and volume the same number, to the bit', () => {
  const views = [view({ plane: 'acquired' }), view({ plane: 'acquired' }, 77, 133)] as const;
  link(views, { position: true, zoom: true, window: true });
  const random = createRandom(4);
  for (const { position } of volume.slices) {
    views[0].set({ position, window: { ...window, center: random.between(0, 500) } });
    expect(views[1].state.position).toBe(position);
    expect(views[1].state.window).toEqual(views[0].state.window);
  }
});

it('carries an oblique along its normal, and a turn to nobody', () => {
  const geometry = (tilt: number, center: Vec3 = [-15, -130, 80]) => ({
    center,
    right: [1, 0, 0] as Vec3,
    down: [0, Math.cos(tilt), Math.sin(tilt)] as Vec3,
  });
  const [a, b, c] = [
    view({ plane: geometry(0.4) }),
    // Half a thousandth off, and seen from behind.
    view({ plane: { ...geometry(0.4005, [-10, -120, 85]), right: [-1, 0, 0] } }),
    view({ plane: 'coronal' }),
  ];
  link([a, b, c], { position: true });
  const counts = counted([a, b, c]);
  const inPlane = b.plane;
  a.set({ plane: geometry(0.4, [-15, -133, 90]) });
  expect(away(b, a.plane.center)).toBeLessThan(1e-9);
  // Along its normal and nowhere else.
  const moved = subtract(b.plane.center, inPlane.center);
  expect(Math.abs(dot(moved, inPlane.right)) + Math.abs(dot(moved, inPlane.down))).toBeLessThan(1e-9);
  a.set({ plane: geometry(0.5) });
  a.set({ plane: 'coronal', position: -129 });
  expect(counts).toEqual([3, 1, 0]);
  a.set({ position: -128 });
  expect(c.state.position).toBe(-128);
  expect(counts).toEqual([4, 1, 1]);
});

it('carries a window where the unit is the same, and a LUT within its volume', () => {
  const lut = { firstMapped: 0, entries: Uint16Array.from({ length: 256 }, (_, n) => n), bits: 8, explanation: 'L' };
  const lutted = createVolume({ ...volume, voiLuts: [lut] });
  const hounsfield = createVolume({ ...volume, unit: 'HU' });
  const [a, same, foreign, units] = [
    view({ volume: lutted }),
    view({ volume: lutted, plane: 'sagittal' }),
    view({ volume: other }),
    view({ volume: hounsfield }),
  ] as const;
  link([a, same, foreign, units], { window: true });
  a.set({ window: { center: 40, width: 80 }, invert: true, position: 70 });
  const next = a.state.window;
  expect([same.state.window, foreign.state.window]).toEqual([next, next]);
  expect(units.state.window).toEqual(window);
  expect([same.state.invert, foreign.state.position]).toEqual([false, null]);
  a.set({ window: { function: 'LUT', lut: 0 } });
  expect(same.state.window).toMatchObject({ function: 'LUT', lut: 0 });
  expect(foreign.state.window).toEqual(next);
});

it('carries scale and middle, whatever the size, the stack, the turn and the mirror', () => {
  const random = createRandom(8);
  for (let n = 0; n < 30; n++) {
    const [a, b, crossing] = [
      view({ plane: 'axial', rotation: random.between(0, 360) }),
      view({ volume: other, plane: 'acquired', flip: [n % 2 > 0, n % 3 > 0], rotation: n * 30 }, 201, 133),
      view({ plane: 'sagittal', pan: [3, 4] }, 50, 160),
    ] as const;
    link([a, b, crossing], { zoom: true });
    const counts = counted([a, b, crossing]);
    a.set({ zoom: random.between(0.5, 8), pan: [random.between(-30, 30), random.between(-30, 30)] });
    expect(b.mmPerPx).toBeCloseTo(a.mmPerPx, 9);
    expect(crossing.mmPerPx).toBeCloseTo(a.mmPerPx, 9);
    const off = subtract(a.plane.center, b.plane.center);
    const { right, down } = b.plane;
    expect(length(addScaled(addScaled(off, right, -dot(off, right)), down, -dot(off, down)))).toBeCloseTo(
      away(b, a.plane.center),
      9,
    );
    expect(Math.abs(dot(off, right)) + Math.abs(dot(off, down))).toBeLessThan(1e-9);
    expect(crossing.state.pan).toEqual([3, 4]);
    expect(counts).toEqual([1, 1, 1]);
    for (const each of [a, b, crossing]) each.dispose();
  }
});

it('takes the number of the zoom where there is no size', () => {
  const [a, hidden] = [view({ plane: 'axial' }), view({ plane: 'axial' }, 0, 0)] as const;
  link([a, hidden], { zoom: true });
  a.set({ zoom: 3, pan: [1, 2] });
  expect([hidden.state.zoom, hidden.state.pan]).toEqual([3, [1, 2]]);
});

it('sends nothing on: chains, circles and two links over the same views', () => {
  const [a, b, c] = [view({ plane: 'axial' }), view({ plane: 'axial' }), view({ plane: 'axial' })] as const;
  const counts = counted([a, b, c]);
  const links = [link([a, b], { position: true, window: true }), link([b, c, b], { position: true })];
  a.set({ position: 70 });
  expect(counts).toEqual([1, 1, 0]);
  links.push(link([a, b], { zoom: true, position: true }), link([c, a], { zoom: true, position: true }));
  a.set({ position: 71, zoom: 2 });
  expect([b, c].map(({ state }) => [state.position, state.zoom])).toEqual([
    [71, 2],
    [71, 2],
  ]);
  expect(counts[0]).toBe(2);
  b.set({ position: 72 });
  expect([a, c].map(({ state }) => state.position)).toEqual([72, 72]);
  for (const each of links) each.dispose();
  links[0]!.dispose();
  a.set({ position: 60 });
  expect([b, c].map(({ state }) => state.position)).toEqual([72, 72]);
});

it('lets disposed views go, also in the middle of a change', () => {
  const [a, b, c] = [view({ plane: 'axial' }), view({ plane: 'axial' }), view({ plane: 'axial' })] as const;
  const linked = link([a, b, c], { position: true });
  b.on('change', () => c.dispose());
  a.set({ position: 70 });
  expect(linked.views).toEqual([a, b]);
  b.dispose();
  a.set({ position: 71 });
  expect(linked.views).toEqual([a]);
  expect(() => link([a, b], { position: true })).toThrowError(expect.objectContaining({ code: 'use/disposed' }));
  renderer.dispose();
  expect(linked.views).toEqual([]);
});

it('a listener that moves the sender on has the last word', () => {
  const [a, b, c] = [view({ plane: 'axial' }), view({ plane: 'axial' }), view({ plane: 'axial' })] as const;
  link([a, b, c], { position: true });
  const off = b.on('change', () => {
    off();
    a.set({ position: 75 });
  });
  a.set({ position: 70 });
  expect([a, b, c].map(({ state }) => state.position)).toEqual([75, 75, 75]);
});
