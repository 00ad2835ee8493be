// Draws a view's picture: by the GPU where it can, else by the CPU reference. The two are twins, so the swap is not seen.
import type { Plane } from '../plane/plane.ts';
import { type CpuSampler, createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import { PlaneDrawer } from '../sampler/gpu/plane-drawer.ts';
import { VolumeTexture } from '../sampler/gpu/volume-texture.ts';
import type { PictureOptions, SampleOptions } from '../sampler/sampler.ts';
import type { Volume } from '../volume/volume.ts';
import type { CpuReason, GpuStage } from './gpu-stage.ts';
import type { Surface } from './surface.ts';

/** Owns the samplers of one view; the volume's texture belongs to the stage. */
export class Painter {
  readonly #stage: GpuStage | null;
  readonly #surface: Surface;
  #cpu: { readonly volume: Volume; readonly sampler: CpuSampler; readonly probe: CpuSampler } | null = null;
  #gpu: { readonly source: VolumeTexture; readonly sampler: PlaneDrawer } | null = null;
  readonly #value = new Float64Array(1);

  /** @param stage  null where the host wants the CPU only */
  constructor(stage: GpuStage | null, surface: Surface) {
    this.#stage = stage;
    this.#surface = surface;
  }

  cpu(volume: Volume): CpuSampler {
    return this.#samplers(volume).sampler;
  }

  /** The modality value of a plane of one pixel; NaN outside. */
  valueOf(volume: Volume, pixel: Plane, options: SampleOptions): number {
    return this.#samplers(volume).probe.values64(pixel, options, this.#value)[0]!;
  }

  /** Two, as a sampler keeps a buffer of its picture's width: probing between two frames must not make it anew. */
  #samplers(volume: Volume) {
    if (this.#cpu?.volume !== volume)
      this.#cpu = { volume, sampler: createCpuSampler(volume), probe: createCpuSampler(volume) };
    return this.#cpu;
  }

  /** @returns null where the GPU drew, else why the CPU did */
  paint(volume: Volume, plane: Plane, options: PictureOptions): CpuReason | null {
    const reason = this.#paintByGpu(volume, plane, options);
    if (reason) this.#surface.write((colors) => this.cpu(volume).colors(plane, options, colors));
    return reason;
  }

  #paintByGpu(volume: Volume, plane: Plane, options: PictureOptions): CpuReason | null {
    const sampler = this.#gpuSampler(volume);
    if (typeof sampler === 'string') return sampler;
    const drawn = this.#stage!.draw(volume, sampler, plane, options);
    if (typeof drawn === 'string') return drawn;
    this.#surface.show(drawn);
    return null;
  }

  /** Modality values of a plane, by the GPU where it can, else by the CPU; NaN outside. */
  values(volume: Volume, plane: Plane, options: SampleOptions): Float32Array {
    const sampler = this.#gpuSampler(volume);
    const read = typeof sampler === 'string' ? null : this.#stage!.values(sampler, plane, options);
    return read ?? this.cpu(volume).values(plane, options);
  }

  #gpuSampler(volume: Volume): PlaneDrawer | CpuReason {
    const stage = this.#stage;
    if (!stage) return 'turned-off';
    const source = stage.sourceOf(volume);
    if (!(source instanceof VolumeTexture)) {
      this.forgetGpu();
      return source;
    }
    if (this.#gpu?.source !== source) {
      this.forgetGpu();
      this.#gpu = { source, sampler: new PlaneDrawer(stage.device!, source) };
    }
    return this.#gpu.sampler;
  }

  /** Frees what it holds on the GPU; the next picture makes it anew. */
  forgetGpu(): void {
    this.#gpu?.sampler.dispose();
    this.#gpu = null;
  }

  /** Safe to call twice. */
  dispose(): void {
    this.forgetGpu();
    this.#cpu?.sampler.dispose();
    this.#cpu = null;
  }
}
