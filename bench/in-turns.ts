// Frame times of Reslice beside the bare shader's: they take turns frame by frame, so that a noisy machine is equally noisy for both,
// and each frame ends with a one-pixel readback, so that the GPU has really drawn it.
import type { Plane } from '../src/plane/plane.ts';
import type { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { PictureOptions } from '../src/sampler/sampler.ts';
import type { VoiWindow } from '../src/voi/voi-window.ts';
import type { BareShader } from './bare.ts';

export const SIDE = 512;
export const SLICES = 256;
export const WINDOW: VoiWindow = { center: 40, width: 400, function: 'LINEAR' };
export const OPTIONS: PictureOptions = { interpolation: 'linear', window: WINDOW };

export interface Frame {
  readonly plane: Plane;
  readonly window: VoiWindow;
}

export interface Times {
  readonly bareMs: number;
  readonly resliceMs: number;
  /** Median of the ratios of neighbouring frames. */
  readonly ratio: number;
}

export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

/**
 * @param unmeasured  frames before the first, numbered below 0: they compile
 * @param options  of Reslice's pictures, but for the window
 */
export function inTurns(
  gl: WebGL2RenderingContext,
  bare: BareShader,
  sampler: GpuSampler,
  frames: number,
  unmeasured: number,
  options: PictureOptions,
  frameAt: (frame: number) => Frame,
): Times {
  const pixel = new Uint8Array(4);
  const timed = (draw: () => void): number => {
    const start = performance.now();
    draw();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return performance.now() - start;
  };
  const [bareMs, resliceMs]: [number[], number[]] = [[], []];
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  for (let frame = -unmeasured; frame < frames; frame++) {
    const { plane, window } = frameAt(frame);
    const a = timed(() => bare.draw(plane, window.center, window.width));
    const b = timed(() => sampler.draw(plane, { ...options, window }));
    if (frame < 0) continue;
    bareMs.push(a);
    resliceMs.push(b);
  }
  const ratio = median(resliceMs.map((ms, frame) => ms / bareMs[frame]!));
  return { bareMs: median(bareMs), resliceMs: median(resliceMs), ratio };
}
