// What an opened volume takes, in the page's arrays and on the GPU together: its own size twice, and little more.
import { afterEach, expect, it, vi } from 'vitest';
import { phantomFiles } from '../../phantom/index.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { createRenderer } from '../../src/entry/index.ts';
import { countGlBytes } from '../support/gl-bytes.ts';
import { heapBytes } from '../support/heap.ts';

const MIB = 2 ** 20;
const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** Of 16 bits a voxel, as files that the browser keeps, not the page. */
async function files(side: number, slices: number): Promise<File[]> {
  const made: File[] = [];
  for await (const { name, bytes } of phantomFiles(
    { rows: side, columns: side, slices },
    ([x, y, z]) => 4 * x + 3 * y - 2 * z,
  ))
    made.push(new File([bytes], name));
  return made;
}

let stop = (): void => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** Loads, draws three planes and drags their window by the GPU. */
async function open(input: File[]) {
  const series = await loadSeries(input);
  input.length = 0;
  const volume = series[0]!.stacks[0]!.volume!;
  const renderer = createRenderer();
  const views = (['axial', 'sagittal', 'coronal'] as const).map((plane) => {
    const element = document.createElement('div');
    element.style.cssText = 'width:128px;height:128px;float:left';
    document.body.append(element);
    return renderer.createView(element, { volume, plane });
  });
  await vi.waitUntil(() => views.every(({ drawnBy }) => drawnBy === 'gpu'), { timeout: 30_000 });
  // A window drag keeps values in a texture each.
  for (let center = 0; center < 5; center++) {
    for (const view of views) view.set({ window: { center, width: 400 } });
    await frame();
  }
  expect(views.map(({ cpuReason }) => cpuReason)).toEqual([null, null, null]);
  return { renderer, raw: 2 * volume.size.reduce((product, n) => product * n, 1) };
}

it('an opened volume takes at most 2.05 times its raw size at 2 bytes a voxel, drawn in three planes', async () => {
  const gl = countGlBytes();
  stop = gl.stop;
  // The library itself comes with the first one: its code is not the volume's.
  (await open(await files(64, 8))).renderer.dispose();
  const input = await files(512, 64);
  const before = await heapBytes();
  const { renderer, raw } = await open(input);
  expect(raw).toBe(32 * MIB);
  const [js, textures] = [(await heapBytes()) - before, gl.held()];
  const total = (js + textures) / raw;
  console.log(
    `32 MiB of volume: ${(js / MIB).toFixed(2)} MiB of JS, ${(textures / MIB).toFixed(2)} MiB of textures: ${total.toFixed(3)} × raw`,
  );
  expect(textures).toBeGreaterThan(raw);
  expect(js).toBeGreaterThan(0.99 * raw);
  expect(total).toBeLessThanOrEqual(2.05);
  renderer.dispose();
  expect(gl.held()).toBe(0);
});
