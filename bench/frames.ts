// Frame times: every frame scrubs, and ends with a one-pixel readback so that the GPU has really drawn it. Reslice and the bare
// shader take turns frame by frame, so that a noisy machine is equally noisy for both.
import type { Plane } from '../src/plane/plane.ts';
import { stepPlane } from '../src/plane/step-plane.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import type { GpuDevice } from '../src/sampler/gpu/device.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { PictureOptions } from '../src/sampler/sampler.ts';
import type { VoiWindow } from '../src/voi/voi-window.ts';
import type { Volume } from '../src/volume/volume.ts';
import { type BareShader, createBareShader } from './bare.ts';
import { benchStacks, closeDevice, openDevice, upload } from './stacks.ts';

export const SIDE = 512;
export const SLICES = 256;
const FRAMES = 31;

export const WINDOW: VoiWindow = { center: 40, width: 400, function: 'LINEAR' };
export const OPTIONS: PictureOptions = { interpolation: 'linear', window: WINDOW };

export interface FrameRow {
  readonly stack: string;
  readonly plane: string;
  readonly what: string;
  readonly bareMs: number;
  readonly resliceMs: number;
  /** Median of the ratios of neighbouring frames. */
  readonly ratio: number;
  /** Largest difference from the CPU reference, levels. */
  readonly worstLevel: number;
}

export function benchFrames(): readonly FrameRow[] {
  const rows: FrameRow[] = [];
  const device = openDevice(SIDE);
  for (const { name, volume, planes } of benchStacks(SIDE, SLICES)) {
    const texture = upload(device, volume);
    const bare = createBareShader(device.gl, volume, texture.uniforms.u_volume as WebGLTexture);
    for (const [planeName, plane] of Object.entries(planes)) {
      const sampler = new GpuSampler(device, texture);
      rows.push({
        stack: name,
        plane: planeName,
        what: 'scrub',
        ...measure(device, sampler, bare, volume, plane, scrub),
      });
      rows.push({
        stack: name,
        plane: planeName,
        what: 'window',
        ...measure(device, sampler, bare, volume, plane, dragWindow),
      });
      sampler.dispose();
    }
    texture.dispose();
  }
  closeDevice(device);
  return rows;
}

type Gesture = (volume: Volume, plane: Plane, frame: number) => { readonly plane: Plane; readonly window: VoiWindow };

const scrub: Gesture = (volume, plane, frame) => ({
  plane: stepPlane(volume, plane, frame - FRAMES / 2),
  window: WINDOW,
});
const dragWindow: Gesture = (_, plane, frame) => ({ plane, window: { ...WINDOW, center: WINDOW.center + frame } });

export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

function measure(
  device: GpuDevice,
  sampler: GpuSampler,
  bare: BareShader,
  volume: Volume,
  plane: Plane,
  gesture: Gesture,
) {
  const { gl } = device;
  const pixel = new Uint8Array(4);
  const timed = (draw: () => void): number => {
    const start = performance.now();
    draw();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return performance.now() - start;
  };
  const [bareMs, resliceMs]: [number[], number[]] = [[], []];
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  // The first frames compile, and begin the window drag.
  for (let frame = -5; frame < FRAMES; frame++) {
    const now = gesture(volume, plane, frame);
    const a = timed(() => bare.draw(now.plane, now.window.center, now.window.width));
    const b = timed(() => sampler.draw(now.plane, { ...OPTIONS, window: now.window }));
    if (frame < 0) continue;
    bareMs.push(a);
    resliceMs.push(b);
  }
  const last = gesture(volume, plane, FRAMES - 1);
  const picture = sampler.levels(last.plane, { ...OPTIONS, window: last.window });
  const reference = createCpuSampler(volume).levels(last.plane, { ...OPTIONS, window: last.window });
  const worstLevel = picture.reduce((worst, level, p) => Math.max(worst, Math.abs(level - reference[p]!)), 0);
  const ratio = median(resliceMs.map((ms, frame) => ms / bareMs[frame]!));
  return { bareMs: median(bareMs), resliceMs: median(resliceMs), ratio, worstLevel };
}
