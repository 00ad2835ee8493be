// Frame times of scrubbing and of window drags, beside the bare shader's.
import type { Plane } from '../src/plane/plane.ts';
import { stepPlane } from '../src/plane/step-plane.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import type { GpuDevice } from '../src/sampler/gpu/device.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { Volume } from '../src/volume/volume.ts';
import { type BareShader, createBareShader } from './bare.ts';
import { type Frame, inTurns, OPTIONS, SIDE, SLICES, type Times, WINDOW } from './in-turns.ts';
import { benchStacks, closeDevice, openDevice, upload } from './stacks.ts';

const FRAMES = 31;

export interface FrameRow extends Times {
  readonly stack: string;
  readonly plane: string;
  readonly what: string;
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

type Gesture = (volume: Volume, plane: Plane, frame: number) => Frame;

const scrub: Gesture = (volume, plane, frame) => ({
  plane: stepPlane(volume, plane, frame - FRAMES / 2),
  window: WINDOW,
});
const dragWindow: Gesture = (_, plane, frame) => ({ plane, window: { ...WINDOW, center: WINDOW.center + frame } });

function measure(
  device: GpuDevice,
  sampler: GpuSampler,
  bare: BareShader,
  volume: Volume,
  plane: Plane,
  gesture: Gesture,
) {
  // The first frames begin the window drag, too.
  const times = inTurns(device.gl, bare, sampler, FRAMES, 5, OPTIONS, (frame) => gesture(volume, plane, frame));
  const last = gesture(volume, plane, FRAMES - 1);
  const picture = sampler.levels(last.plane, { ...OPTIONS, window: last.window });
  const reference = createCpuSampler(volume).levels(last.plane, { ...OPTIONS, window: last.window });
  const worstLevel = picture.reduce((worst, level, p) => Math.max(worst, Math.abs(level - reference[p]!)), 0);
  return { ...times, worstLevel };
}
