// A view's plane against its canvas, however it is turned, mirrored, moved, zoomed and dense: what is under a pixel, and where a point is.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { makeVolume } from '../../conformance/volumes.ts';
import { createRenderer, namedGeometry, type Renderer, type View, type ViewState } from '../../src/entry/index.ts';
import { createRandom, type Random } from '../../src/math/random.ts';
import { addScaled, cross, dot, length, subtract, type Vec3 } from '../../src/math/vec3.ts';

const SIZE = [40, 36, 24] as const;
/** Values that tell the place: linear in space, so that linear sampling gives them back anywhere inside. */
const field = ([x, y, z]: Vec3): number => 20 * x - 10 * y + 15 * z;
const geometry = { size: SIZE, pixelSpacing: [0.9, 0.7], steps: [1, 1, 1.4], tilt: 12 } as const;
const window = { center: 0, width: 4000, function: 'LINEAR' } as const;

const values = new Int16Array(SIZE[0] * SIZE[1] * SIZE[2]);
const empty = makeVolume(geometry, values);
for (let k = 0, p = 0; k < SIZE[2]; k++)
  for (let j = 0; j < SIZE[1]; j++)
    for (let i = 0; i < SIZE[0]; i++) {
      const inRow = addScaled(empty.slices[k]!.origin, empty.orientation.row, i * 0.7);
      values[p++] = Math.round(field(addScaled(inRow, empty.orientation.column, j * 0.9)));
    }
const volume = makeVolume(geometry, values);

let renderer: Renderer;
beforeEach(() => {
  renderer = createRenderer({ gpu: false });
});
afterEach(() => {
  renderer.dispose();
  document.body.replaceChildren();
});

const density = (deviceScaleFactor: number): Promise<unknown> =>
  (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(
    'Emulation.setDeviceMetricsOverride',
    { width: 1440, height: 900, deviceScaleFactor, mobile: false },
  );

function view(width: number, height: number): View {
  const element = document.createElement('div');
  element.style.cssText = `width:${width}px;height:${height}px`;
  document.body.append(element);
  return renderer.createView(element, { volume, window });
}

const off = (a: Vec3, b: Vec3): number => length(subtract(a, b));

function randomState(random: Random): Partial<ViewState> {
  const names = ['acquired', 'axial', 'sagittal', 'coronal'] as const;
  return {
    plane: names[random.integer(0, 3)]!,
    rotation: random.next() < 0.3 ? 90 * random.integer(-3, 7) : random.between(-400, 400),
    flip: [random.next() < 0.5, random.next() < 0.5],
    zoom: random.between(0.3, 12),
    pan: [random.between(-30, 30), random.between(-30, 30)],
  };
}

/** Where a plane's point at (right, down) mm from its geometry's centre lies on screen from the canvas's middle, CSS px: by hand. */
function onScreen({ state, mmPerPx }: View, right: number, down: number): readonly [number, number] {
  const angle = (state.rotation * Math.PI) / 180;
  const [x, y] = [state.flip[0] ? -right : right, state.flip[1] ? -down : down];
  return [
    (x * Math.cos(angle) - y * Math.sin(angle) + state.pan[0]) / mmPerPx,
    (x * Math.sin(angle) + y * Math.cos(angle) + state.pan[1]) / mmPerPx,
  ];
}

describe.each([1, 1.5, 2])('%s device pixels to a CSS px', (ratio) => {
  beforeAll(() => density(ratio));
  afterAll(() => density(1));

  it('shows in 200 random states what is under a pixel, and finds it again', async () => {
    const random = createRandom(10 * ratio);
    const [width, height] = [211, 157];
    const each = view(width, height);
    await new Promise((resolve) => each.on('rendered', resolve));
    let probed = 0;
    for (let n = 0; n < 200; n++) {
      each.set(randomState(random));
      const { plane, state } = each;
      expect([plane.width, plane.height]).toEqual([Math.round(width * ratio), Math.round(height * ratio)]);
      expect(each.mmPerPx).toBeCloseTo((plane.spacing[0] * plane.width) / width, 9);
      expect(plane.spacing[0]).toBe(plane.spacing[1]);
      expect(Math.abs(dot(plane.right, plane.down))).toBeLessThan(1e-12);

      // There and back.
      const at = [random.between(-20, width + 20), random.between(-20, height + 20)] as const;
      const there = each.toPatient(...at);
      const back = each.toCanvas(there);
      expect(Math.hypot(back[0] - at[0], back[1] - at[1])).toBeLessThan(1e-6);
      const away = addScaled(there, cross(plane.right, plane.down), 7);
      expect(Math.hypot(each.toCanvas(away)[0] - at[0], each.toCanvas(away)[1] - at[1])).toBeLessThan(1e-6);

      // Against the definition of the state, by hand.
      const base = namedGeometry(volume, state.plane as 'axial');
      const [right, down] = [random.between(-30, 30), random.between(-30, 30)];
      const point = addScaled(addScaled(base.center, base.right, right), base.down, down);
      const [dx, dy] = onScreen(each, right, down);
      const [x, y] = each.toCanvas(point);
      // A canvas of whole device pixels is not of whole CSS px: the scales each way differ by that much.
      expect(Math.hypot(x - width / 2 - dx, y - height / 2 - dy)).toBeLessThan(1e-3 * (1 + Math.hypot(dx, dy)) * 4);
      expect(off(each.toPatient(x, y), point)).toBeLessThan(1e-9);

      // What is told of a pixel is of its centre, and is what the volume holds there.
      const probe = each.valueAt(...at);
      if (!probe) continue;
      probed++;
      expect(off(probe.position, there)).toBeLessThanOrEqual(Math.SQRT1_2 * plane.spacing[0] + 1e-9);
      const [i, j] = each
        .toCanvas(probe.position)
        .map((css, axis) => css * [plane.width / width, plane.height / height][axis]! - 0.5);
      expect(Math.hypot(i! - Math.round(i!), j! - Math.round(j!))).toBeLessThan(1e-6);
      const exact = field(probe.position);
      // At the rim values clamp.
      if (Math.abs(exact - probe.value) < 2) continue;
      const depth = dot(probe.position, volume.orientation.normal);
      const within = depth >= volume.slices[0]!.position && depth <= volume.slices.at(-1)!.position;
      const inner =
        within &&
        volume.slices.every(({ origin }) => {
          const rel = subtract(probe.position, origin);
          const [column, row] = [dot(rel, volume.orientation.row) / 0.7, dot(rel, volume.orientation.column) / 0.9];
          return column > 0 && row > 0 && column < SIZE[0] - 1 && row < SIZE[1] - 1;
        });
      expect(inner, `${exact} told as ${probe.value}`).toBe(false);
    }
    expect(probed).toBeGreaterThan(20);
  });
});

describe('changes', () => {
  it('are told at once and in order, each with the state before it; the picture comes once, with the last', async () => {
    const each = view(120, 90);
    await new Promise((resolve) => each.on('rendered', resolve));
    const log: string[] = [];
    each.on('change', ({ state, previous }) => {
      expect(each.state).toBe(state);
      log.push(`${previous.zoom}>${state.zoom}`);
    });
    each.on('rendered', ({ plane }) => {
      expect(plane).toEqual(each.plane);
      log.push('rendered');
    });
    for (const zoom of [2, 3, 3, 4]) {
      each.set({ zoom });
      log.push('set');
    }
    // What does not change is neither told nor drawn.
    each.set({});
    each.set({ zoom: 4, pan: [0, 0], colormap: 'grey' });
    await vi.waitUntil(() => log.includes('rendered'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(log).toEqual(['1>2', 'set', '2>3', 'set', 'set', '3>4', 'set', 'rendered']);
  });

  it('made by a listener come after the one that it was told of; one that is refused leaves all as it was', async () => {
    const each = view(120, 90);
    const log: string[] = [];
    each.on('change', ({ state }) => {
      if (state.zoom > 2) each.set({ zoom: 2 });
      log.push(`first ${state.zoom}`);
    });
    each.on('change', ({ state }) => log.push(`second ${state.zoom}`));
    each.set({ zoom: 9 });
    expect(each.state.zoom).toBe(2);
    expect(log.filter((line) => line.startsWith('second'))).toEqual(['second 9', 'second 2']);
    const { state } = each;
    expect(() => each.set({ zoom: 1, pan: [Number.NaN, 0] })).toThrow();
    expect(each.state).toBe(state);
  });
});
