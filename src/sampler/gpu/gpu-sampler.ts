// Draws planes through one volume's texture, by the definitions that the CPU reference keeps. Each call chooses the
// specialisation that the stack and the plane allow; every one of them is held to the general path by test.
import { ResliceError } from '../../errors.ts';
import { checkPlane, type Plane } from '../../plane/plane.ts';
import { snap } from '../../plane/plane-to-stack.ts';
import { checkWindow, type VoiWindow } from '../../voi/voi-window.ts';
import { simplicityOf, sliceTable } from '../../volume/slice-table.ts';
import type { PictureOptions, SampleOptions, Sampler } from '../sampler.ts';
import type { GpuDevice } from './device.ts';
import { type Footprint, footprint } from './footprint.ts';
import { Placement } from './placement.ts';
import { rescaleOf } from './rescale-of.ts';
import { constantAxis, Sheet, type SheetAxis } from './sheet.ts';
import { SliceTexture } from './slice-texture.ts';
import { Target } from './target.ts';
import { splitNumber, type UniformValue } from './uniforms.ts';
import type { VolumeTexture } from './volume-texture.ts';

export interface GpuSamplerOptions {
  /** Draw through sheets where they pay (default). Off for comparisons. */
  readonly sheets?: boolean;
  /** Keep a picture's values for a window drag (default). Off for comparisons. */
  readonly rewindow?: boolean;
  /** More names for the shaders' #ifdef: how a test breaks a shader on purpose. */
  readonly defines?: readonly string[];
}

/** A window this narrow (as a share of the range of values) is sampled anew: kept float32 values would be too coarse for it. */
const NARROW = 1e-3;

export class GpuSampler implements Sampler {
  readonly #device: GpuDevice;
  readonly #source: VolumeTexture;
  readonly #slices: SliceTexture;
  readonly #placement = new Placement();
  readonly #facts;
  readonly #table;
  readonly #options: Required<GpuSamplerOptions>;
  readonly #middle: number;
  readonly #uniforms: Record<string, UniformValue>;
  readonly #rescale = new Float32Array(3);
  readonly #sheetAt = new Float32Array(2);
  #sheet: Sheet | null = null;
  #kept: Target | null = null;
  #keptKey: string | null = null;
  #lastKey = '';
  #picture: Target | null = null;
  #values: Target | null = null;
  #bytes = new Uint8Array(0);
  #floats = new Float32Array(0);
  #disposed = false;

  /** The texture must be complete before the first draw; it stays its owner's. */
  constructor(device: GpuDevice, source: VolumeTexture, options: GpuSamplerOptions = {}) {
    const { volume } = source;
    this.#device = device;
    this.#source = source;
    this.#options = {
      sheets: options.sheets ?? true,
      rewindow: options.rewindow ?? true,
      defines: options.defines ?? [],
    };
    this.#facts = simplicityOf(volume);
    this.#table = sliceTable(volume);
    this.#slices = new SliceTexture(device.gl, volume);
    this.#middle = (volume.modalityRange[0] + volume.modalityRange[1]) / 2;
    const [columnStep, rowStep] = this.#facts.shiftStep;
    this.#uniforms = {
      u_size: new Int32Array(volume.size),
      u_end: Float32Array.from(volume.size, (count) => count - 0.5),
      u_sheetRecentre:
        Math.round((volume.storedRange[0] + volume.storedRange[1]) / 2) -
        (volume.storedValues instanceof Uint16Array ? 32768 : 0),
      u_shiftStep: new Float32Array([...splitNumber(columnStep), ...splitNumber(rowStep)]),
      u_binsPerUnit: this.#slices.scale.binsPerUnit,
      u_lastBin: this.#slices.scale.bins - 1,
    };
  }

  /**
   * Draws levels into the bound framebuffer's lower left width × height pixels, as on a canvas.
   * @throws ResliceError 'plane/bad-value', 'voi/bad-value', 'use/disposed'
   */
  draw(plane: Plane, options: PictureOptions): void {
    this.#check(plane);
    const window = checkWindow(options.window);
    const key = sampleKey(plane, options);
    const [least, most] = this.#source.volume.modalityRange;
    const reusable = this.#options.rewindow && this.#device.floatTargets && window.width >= NARROW * (most - least);
    if (reusable && key === this.#lastKey) {
      // The second picture of the same samples keeps them: a window drag has begun.
      if (this.#keptKey !== key) {
        const { gl } = this.#device;
        const target = gl.getParameter(gl.FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
        this.#kept ??= new Target(gl, 'RG32F');
        this.#kept.bind(plane.width, plane.height);
        this.#sample('values.frag', plane, options, true, this.#middle, null);
        this.#keptKey = key;
        gl.bindFramebuffer(gl.FRAMEBUFFER, target);
      }
      this.#rewindow(plane, options, window);
      return;
    }
    this.#lastKey = key;
    this.#sample('display.frag', plane, options, true, window.center, options);
  }

  levels(plane: Plane, options: PictureOptions, out = new Uint8Array(plane.width * plane.height)): Uint8Array {
    this.#check(plane);
    const { gl } = this.#device;
    const length = plane.width * plane.height * 4;
    if (this.#bytes.length !== length) this.#bytes = new Uint8Array(length);
    this.#picture ??= new Target(gl, 'RGBA8');
    this.#picture.bind(plane.width, plane.height);
    this.draw(plane, options);
    gl.readPixels(0, 0, plane.width, plane.height, gl.RGBA, gl.UNSIGNED_BYTE, this.#bytes);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    this.#live();
    for (let j = 0; j < plane.height; j++) {
      const from = (plane.height - 1 - j) * plane.width;
      for (let i = 0; i < plane.width; i++) out[j * plane.width + i] = this.#bytes[(from + i) * 4]!;
    }
    return out;
  }

  /** @throws ResliceError 'gpu/unavailable' where the device cannot draw into float targets */
  values(plane: Plane, options: SampleOptions, out = new Float32Array(plane.width * plane.height)): Float32Array {
    this.#check(plane);
    if (!this.#device.floatTargets) throw new ResliceError('gpu/unavailable', { detail: 'EXT_color_buffer_float' });
    const { gl } = this.#device;
    const count = plane.width * plane.height;
    if (this.#floats.length !== count * 4) this.#floats = new Float32Array(count * 4);
    this.#values ??= new Target(gl, 'RG32F');
    this.#values.bind(plane.width, plane.height);
    this.#sample('values.frag', plane, options, false, 0, null);
    gl.readPixels(0, 0, plane.width, plane.height, gl.RGBA, gl.FLOAT, this.#floats);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    this.#live();
    for (let p = 0; p < count; p++) out[p] = this.#floats[p * 4 + 1]! > 0.5 ? this.#floats[p * 4]! : Number.NaN;
    return out;
  }

  /** Safe to call twice; the volume's texture stays. */
  dispose(): void {
    this.#disposed = true;
    for (const owned of [this.#slices, this.#sheet, this.#kept, this.#picture, this.#values]) owned?.dispose();
  }

  #check(plane: Plane): void {
    if (this.#disposed) throw new ResliceError('use/disposed', { detail: 'GpuSampler' });
    checkPlane(plane);
    if (!this.#source.complete)
      throw new ResliceError('use/bad-argument', { detail: 'the volume is not uploaded yet' });
  }

  #live(): void {
    if (this.#device.gl.isContextLost()) throw new ResliceError('gpu/context-lost');
  }

  /** One pass over the bound framebuffer; `reference` is what the shader's values are relative to. */
  #sample(
    fragment: 'display.frag' | 'values.frag',
    plane: Plane,
    options: SampleOptions,
    bottomUp: boolean,
    reference: number,
    picture: PictureOptions | null,
  ): void {
    const { gl } = this.#device;
    const { volume } = this.#source;
    const target = gl.getParameter(gl.FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
    const placed = this.#placement.place(plane, bottomUp, volume, this.#table, this.#facts, this.#slices.scale);
    const reach =
      placed === 'outside' ? null : footprint(this.#placement.map!, plane.width, plane.height, volume, this.#table);
    this.#clearBeyond(reach, plane, fragment === 'display.frag' ? 1 : 0);
    if (!reach) return;
    this.#slices.setReference(reference);
    this.#rescale.set(rescaleOf(volume, 0, reference));
    const defines = this.#defines(placed === 'parallel', options);
    const sheetAxis = this.#sheetAxis(plane, options);
    if (sheetAxis) {
      this.#drawSheet(sheetAxis, plane, defines);
      gl.bindFramebuffer(gl.FRAMEBUFFER, target);
      gl.viewport(0, 0, plane.width, plane.height);
      defines.push(`SHEET_${sheetAxis.toUpperCase()}`);
      // The sheet's values are recentred already, by its own amount.
      this.#rescale[0]! -= this.#uniforms.u_sheetRecentre as number;
    }
    if (picture?.window.function === 'LINEAR_EXACT') defines.push('VOI_LINEAR_EXACT');
    const program = this.#device.programs.get(fragment, defines);
    const uniforms = this.#collect(program.declared);
    if (picture) {
      uniforms.u_windowWidth = picture.window.width;
      uniforms.u_inverse = this.#inverse(picture);
    }
    const { x0, y0, x1, y1 } = reach;
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(x0, bottomUp ? plane.height - y1 : y0, x1 - x0, y1 - y0);
    this.#device.draw(program, uniforms);
    gl.disable(gl.SCISSOR_TEST);
  }

  #clearBeyond(reach: Footprint | null, { width, height }: Plane, alpha: number): void {
    if (reach && reach.x0 === 0 && reach.y0 === 0 && reach.x1 === width && reach.y1 === height) return;
    const { gl } = this.#device;
    gl.clearColor(0, 0, 0, alpha);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  #defines(parallel: boolean, options: SampleOptions): string[] {
    const facts = this.#facts;
    const defines: string[] = [...this.#options.defines];
    if (options.interpolation === 'nearest') defines.push('KERNEL_NEAREST');
    if (parallel) {
      defines.push('PARALLEL');
      if (this.#placement.parallel.u_bracket[1] === 0) defines.push('ONE_SLICE');
    } else {
      if (!facts.even) defines.push('UNEVEN');
      if (facts.shift === 'step') defines.push('SHIFT_STEP');
      if (facts.shift === 'table') defines.push('SHIFT_TABLE');
    }
    if (!facts.oneRescale) defines.push('RESCALE_TABLE');
    if (facts.padded && options.padding !== 'keep') defines.push('PADDING');
    return defines;
  }

  #sheetAxis(plane: Plane, options: SampleOptions): SheetAxis | null {
    const { map } = this.#placement;
    if (!this.#options.sheets || !this.#device.floatTargets || options.interpolation !== 'linear' || !map) return null;
    const axis = constantAxis(map);
    if (!axis) return null;
    // Padding kept and padding skipped make different sheets; only the default one is worth the memory.
    if (this.#facts.padded && options.padding === 'keep') return null;
    this.#sheet ??= new Sheet(this.#device, this.#facts.padded || this.#facts.shift !== 'none');
    return this.#sheet.pays(axis, map, plane.width, plane.height, this.#source.volume, this.#table) ? axis : null;
  }

  #drawSheet(axis: SheetAxis, plane: Plane, defines: readonly string[]): void {
    const program = this.#device.programs.get('sheet.frag', [
      ...defines.filter((define) => define.startsWith('SHIFT') || define === 'PADDING'),
      `SHEET_${axis.toUpperCase()}`,
    ]);
    const { map } = this.#placement;
    const at = snap(map![axis].origin);
    this.#sheetAt.set([Math.floor(at), at - Math.floor(at)]);
    const uniforms = this.#collect(program.declared);
    this.#sheet!.draw(axis, map!, plane.width, plane.height, this.#source.volume, this.#table, program, uniforms);
  }

  #rewindow(plane: Plane, options: PictureOptions, window: VoiWindow): void {
    this.#device.gl.viewport(0, 0, plane.width, plane.height);
    const defines = window.function === 'LINEAR_EXACT' ? ['VOI_LINEAR_EXACT'] : [];
    this.#device.draw(this.#device.programs.get('rewindow.frag', defines), {
      u_values: this.#kept!.texture!,
      u_shift: this.#middle - window.center,
      u_windowWidth: window.width,
      u_inverse: this.#inverse(options),
    });
  }

  #inverse(options: PictureOptions): number {
    return this.#source.volume.inverse !== (options.invert ?? false) ? 1 : 0;
  }

  /** Those of our uniforms that a program declares. */
  #collect(declared: ReadonlySet<string>): Record<string, UniformValue> {
    const all: Record<string, UniformValue> = this.#uniforms;
    Object.assign(all, this.#placement.inPlane, this.#placement.normal, this.#placement.parallel);
    all.u_volume = this.#source.texture;
    all.u_slices = this.#slices.texture!;
    all.u_rescale = this.#rescale;
    all.u_sheetAt = this.#sheetAt;
    if (this.#sheet?.texture) all.u_sheet = this.#sheet.texture;
    const wanted: Record<string, UniformValue> = {};
    for (const name of declared) if (name in all) wanted[name] = all[name]!;
    return wanted;
  }
}

/** Two pictures with the same key have the same samples. */
function sampleKey(plane: Plane, options: SampleOptions): string {
  const { center, right, down, spacing, width, height } = plane;
  return `${center} ${right} ${down} ${spacing} ${width} ${height} ${options.interpolation} ${options.padding ?? 'skip'}`;
}
