// Frame times of each kernel, and of slabs by thickness, beside the bare shader's single linear sample, in turns.
import { stepPlane } from '../src/plane/step-plane.ts';
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { SampleOptions } from '../src/sampler/sampler.ts';
import { slabSamples } from '../src/sampler/slab.ts';
import { type BareShader, createBareShader } from './bare.ts';
import { inTurns, OPTIONS, SIDE, SLICES, type Times, WINDOW } from './in-turns.ts';
import { type BenchStack, benchStacks, closeDevice, openDevice, upload } from './stacks.ts';

const KERNELS = ['nearest', 'linear', 'cubic'] as const;
const THICKNESSES = [2, 5, 10, 20, 40];

export interface KernelRow extends Times {
  readonly stack: string;
  readonly plane: string;
  readonly what: string;
  readonly samples: number;
  /** One picture by the CPU reference. */
  readonly cpuMs: number;
}

export function benchKernels(): readonly KernelRow[] {
  const rows: KernelRow[] = [];
  const device = openDevice(SIDE);
  for (const stack of benchStacks(SIDE, SLICES)) {
    const texture = upload(device, stack.volume);
    const bare = createBareShader(device.gl, stack.volume, texture.uniforms.u_volume as WebGLTexture);
    for (const plane of ['axial', 'oblique']) {
      const sampler = new GpuSampler(device, texture);
      const row = (what: string, options: SampleOptions): void => {
        rows.push({ stack: stack.name, plane, what, ...measure(device.gl, sampler, bare, stack, plane, options) });
      };
      for (const interpolation of KERNELS) row(interpolation, { interpolation });
      for (const thickness of THICKNESSES)
        row(`${thickness} mm mean`, { interpolation: 'linear', slab: { thickness, mode: 'mean' } });
      sampler.dispose();
    }
    texture.dispose();
  }
  closeDevice(device);
  return rows;
}

function measure(
  gl: WebGL2RenderingContext,
  sampler: GpuSampler,
  bare: BareShader,
  { volume, planes }: BenchStack,
  plane: string,
  options: SampleOptions,
) {
  const picture = { ...OPTIONS, ...options };
  const samples = slabSamples(volume, options.slab?.thickness ?? 0).count;
  const frames = samples > 9 ? 5 : 15;
  const times = inTurns(gl, bare, sampler, frames, 1, picture, (frame) => {
    // Between slices too: a cubic plane on a slice is the cheaper one.
    const at = stepPlane(volume, planes[plane]!, frame - frames / 2);
    const center = plane === 'axial' ? at.center.map((x, axis) => x + (axis === 2 ? 0.3 : 0)) : at.center;
    return { plane: { ...at, center: center as unknown as typeof at.center }, window: WINDOW };
  });
  const start = performance.now();
  createCpuSampler(volume).levels(planes[plane]!, picture);
  const cpuMs = performance.now() - start;
  return { ...times, samples, cpuMs };
}
