// Frame times: every frame scrubs, and ends with a one-pixel readback so that the GPU has really drawn it. Reslice and the bare
// shader take turns frame by frame, so that a noisy machine is equally noisy for both.
import { createRandom } from '../src/math/random.ts';
import { cross, normalize, type Vec3 } from '../src/math/vec3.ts';
import { namedPlane } from '../src/plane/named-plane.ts';
import type { Plane } from '../src/plane/plane.ts';
import { stepPlane } from '../src/plane/step-plane.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import { createGpuDevice, type GpuDevice } from '../src/sampler/gpu/device.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import { VolumeTexture } from '../src/sampler/gpu/volume-texture.ts';
import type { PictureOptions } from '../src/sampler/sampler.ts';
import type { VoiWindow } from '../src/voi/voi-window.ts';
import { createVolume } from '../src/volume/create-volume.ts';
import type { Volume } from '../src/volume/volume.ts';
import { type BareShader, createBareShader } from './bare.ts';

const SIDE = 512;
const SLICES = 256;
const FRAMES = 25;

export interface FrameRow {
  readonly stack: string;
  readonly plane: string;
  readonly what: string;
  readonly bareMs: number;
  readonly resliceMs: number;
  readonly ratio: number;
  /** Largest difference from the CPU reference, levels. */
  readonly worstLevel: number;
}

const window: VoiWindow = { center: 40, width: 400, function: 'LINEAR' };
const options: PictureOptions = { interpolation: 'linear', window };

function benchVolume(storedValues: Int16Array<ArrayBuffer>, tilt: number, uneven: boolean): Volume {
  let z = 0;
  const slices = Array.from({ length: SLICES }, (_, k) => {
    if (k > 0) z += uneven ? [1.1, 0.6, 1.9][k % 3]! : 1.25;
    return { origin: [-179.5, -179.5 + z * Math.tan((tilt * Math.PI) / 180), z] as Vec3 };
  });
  return createVolume({
    storedValues,
    size: [SIDE, SIDE, SLICES],
    pixelSpacing: [0.703125, 0.703125],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices,
    modalityRange: [-1024, 3071],
    storedRange: [-1024, 3071],
  });
}

/** Twelve bits of it random: a smooth volume would be kinder to no one but the checker. */
function contents(): Int16Array<ArrayBuffer> {
  const random = createRandom(1);
  const values = new Int16Array(SIDE * SIDE * SLICES);
  for (let v = 0; v < values.length; v++) values[v] = Math.floor(random.next() * 4096) - 1024;
  return values;
}

function planesOf(volume: Volume): Record<string, Plane> {
  const square = (plane: Plane): Plane => ({ ...plane, width: SIDE, height: SIDE, spacing: [0.703125, 0.703125] });
  const axial = square(namedPlane(volume, 'axial'));
  const right = normalize([1, 0.35, 0.2]);
  const normal = normalize(cross(right, [0.15, -0.4, 0.9]));
  return {
    axial,
    sagittal: square(namedPlane(volume, 'sagittal', 3.21)),
    coronal: square(namedPlane(volume, 'coronal', -7.65)),
    oblique: { ...axial, right, down: cross(normal, right) },
  };
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

export function benchFrames(report: (row: FrameRow) => void): void {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const device = createGpuDevice(canvas.getContext('webgl2', { antialias: false, alpha: false }));
  const storedValues = contents();
  for (const [stack, tilt, uneven] of [
    ['even', 0, false],
    ['tilted', 15, false],
    ['tilted, uneven', 15, true],
  ] as const) {
    const volume = benchVolume(storedValues, tilt, uneven);
    const texture = new VolumeTexture(device.gl, volume);
    while (!texture.uploadStep());
    const bare = createBareShader(device.gl, volume, texture.texture);
    for (const [name, plane] of Object.entries(planesOf(volume))) {
      const sampler = new GpuSampler(device, texture);
      report({ stack, plane: name, what: 'scrub', ...measure(device, sampler, bare, volume, plane, scrub) });
      report({ stack, plane: name, what: 'window', ...measure(device, sampler, bare, volume, plane, dragWindow) });
      sampler.dispose();
    }
    texture.dispose();
  }
  device.gl.getExtension('WEBGL_lose_context')?.loseContext();
}

type Gesture = (volume: Volume, plane: Plane, frame: number) => { plane: Plane; window: VoiWindow };

const scrub: Gesture = (volume, plane, frame) => ({ plane: stepPlane(volume, plane, frame - FRAMES / 2), window });
const dragWindow: Gesture = (_, plane, frame) => ({ plane, window: { ...window, center: window.center + frame } });

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
  for (let frame = -5; frame < FRAMES; frame++) {
    const now = gesture(volume, plane, frame);
    const a = timed(() => bare.draw(now.plane, now.window.center, now.window.width));
    const b = timed(() => sampler.draw(now.plane, { ...options, window: now.window }));
    if (frame < 0) continue;
    bareMs.push(a);
    resliceMs.push(b);
  }
  const last = gesture(volume, plane, FRAMES - 1);
  const picture = sampler.levels(last.plane, { ...options, window: last.window });
  const reference = createCpuSampler(volume).levels(last.plane, { ...options, window: last.window });
  const worstLevel = picture.reduce((worst, level, p) => Math.max(worst, Math.abs(level - reference[p]!)), 0);
  const [bareMedian, resliceMedian] = [median(bareMs), median(resliceMs)];
  return { bareMs: bareMedian, resliceMs: resliceMedian, ratio: resliceMedian / bareMedian, worstLevel };
}
