// From files to the first picture and to the complete texture, and whether the page stayed responsive on the way.
import { type PhantomFile, phantomFiles } from '../phantom/index.ts';
import { createRenderer } from '../src/entry/index.ts';
import { loadSeries } from '../src/load/load-series.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import { VolumeTexture } from '../src/sampler/gpu/volume-texture.ts';
import { median, OPTIONS, SIDE, SLICES } from './in-turns.ts';
import { benchStacks, closeDevice, openDevice } from './stacks.ts';

export function benchFirstPicture() {
  const { volume, planes } = benchStacks(SIDE, SLICES)[0]!;
  const device = openDevice(SIDE);
  const cpu = createCpuSampler(volume);
  const picture = new Uint8Array(SIDE * SIDE);
  const plane = planes.axial!;
  const cpuTimes = Array.from({ length: 9 }, () => timed(() => cpu.levels(plane, OPTIONS, picture)));
  const texture = new VolumeTexture(device, volume);
  const steps: number[] = [];
  for (let done = false; !done; ) {
    steps.push(
      timed(() => {
        done = texture.uploadStep();
        device.gl.finish();
      }),
    );
  }
  const sampler = new GpuSampler(device, texture);
  let [differing, worstLevel] = [0, 0];
  for (const at of Object.values(planes)) {
    const gpu = sampler.levels(at, OPTIONS);
    cpu.levels(at, OPTIONS, picture);
    for (let p = 0; p < gpu.length; p++) {
      const difference = Math.abs(gpu[p]! - picture[p]!);
      if (difference > 0) differing++;
      worstLevel = Math.max(worstLevel, difference);
    }
  }
  sampler.dispose();
  texture.dispose();
  closeDevice(device);
  const uploadMs = steps.reduce((sum, ms) => sum + ms, 0);
  const pixels = Object.keys(planes).length * SIDE * SIDE;
  return {
    cpuMs: median(cpuTimes),
    uploadMs,
    steps: steps.length,
    longestStepMs: Math.max(...steps),
    differing,
    pixels,
    worstLevel,
  };
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** 256 files of 512 × 512 through the reader and into a renderer's texture, `longtask` entries counted. */
export async function benchLoading() {
  const files: PhantomFile[] = [];
  // One slice's worth of anatomy, 256 times: the reader does not look at what it reads.
  for await (const file of phantomFiles(
    { rows: SIDE, columns: SIDE, slices: SLICES, pixelSpacing: [0.5, 0.5], step: 0.7 },
    () => 40,
  ))
    files.push(file);
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: 'longtask' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  tasks.length = 0;
  const start = performance.now();
  const [series] = await loadSeries(files);
  const { volume } = series!.stacks[0]!;
  const ms = performance.now() - start;
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'width: 256px; height: 256px';
  const renderer = createRenderer();
  const view = renderer.createView(element, { volume: volume!, plane: 'sagittal' });
  for (let waited = 0; view.drawnBy !== 'gpu' && waited < 20_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const drawnBy = view.drawnBy;
  view.dispose();
  renderer.dispose();
  observer.disconnect();
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  return { files: files.length, bytes, ms, drawnBy, longTasks: tasks.length, longestTask: Math.max(0, ...tasks) };
}
