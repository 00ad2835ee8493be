// One pass over a target: where the plane lies in the stack, which specialisation that allows, its uniforms, the draw.

import { splitNumber } from '../../math/split-number.ts';
import { TIE } from '../../math/tie.ts';
import type { Plane } from '../../plane/plane.ts';
import { snap } from '../../plane/plane-to-stack.ts';
import { type Simplicity, simplicityOf, sliceTable } from '../../volume/slice-table.ts';
import { isNarrow } from '../../volume/volume.ts';
import type { SampleOptions } from '../sampler.ts';
import type { GpuDevice } from './device.ts';
import { footprint } from './footprint.ts';
import type { Shown } from './grey-tables.ts';
import { BRACKETS_A_ROW, type Orientedness, Placement } from './placement.ts';
import { rescaleOf } from './rescale-of.ts';
import { constantAxis, Sheet, type SheetAxis } from './sheet.ts';
import { SliceTexture } from './slice-texture.ts';
import { bindTarget, Target } from './target.ts';
import { texelShift } from './texel-format.ts';
import type { UniformValue } from './uniforms.ts';
import type { VolumeTexture } from './volume-texture.ts';

export interface PassOptions {
  /** Draw through sheets where they pay. */
  readonly sheets: boolean;
  /** More names for the shaders' #ifdef. */
  readonly defines: readonly string[];
}

const BLACK = Float32Array.of(0, 0, 0, 1);
/** The bits of value 0, coverage 0. */
const NOTHING = new Uint32Array(4);

/** What a pass writes: levels of a picture, or values and coverage. */
export type Output = ({ readonly kind: 'levels' } & Shown) | { readonly kind: 'values'; readonly reference: number };

/** Owns what one volume's passes need besides its texture. */
export class PlanePass {
  readonly #device: GpuDevice;
  readonly #source: VolumeTexture;
  readonly #options: PassOptions;
  readonly #slices: SliceTexture;
  readonly #placement = new Placement();
  readonly #facts: Simplicity;
  readonly #keptFacts: Simplicity;
  readonly #table;
  readonly #uniforms: Record<string, UniformValue>;
  readonly #sheetRecentre: number;
  readonly #sheetAt = new Float32Array(2);
  readonly #rescale = new Float32Array(3);
  #sheet: Sheet | null = null;
  #brackets: Target | null = null;

  constructor(device: GpuDevice, source: VolumeTexture, options: PassOptions) {
    const { volume } = source;
    this.#device = device;
    this.#source = source;
    this.#options = options;
    this.#facts = simplicityOf(volume);
    this.#keptFacts = simplicityOf(volume, this.#facts.padded);
    this.#table = sliceTable(volume);
    this.#slices = new SliceTexture(device.gl, volume);
    const [least, most] = volume.storedRange;
    // Wide texels are relative to the middle already.
    this.#sheetRecentre = isNarrow(volume.storedValues) ? Math.round((least + most) / 2) - texelShift(volume) : 0;
    const [columnStep, rowStep] = this.#facts.shiftStep;
    this.#uniforms = {
      ...this.#placement.inPlane,
      ...this.#placement.normal,
      u_size: new Int32Array(volume.size),
      u_rescale: this.#rescale,
      u_sheetRecentre: this.#sheetRecentre,
      u_sheetAt: this.#sheetAt,
      u_shiftStep: new Float32Array([...splitNumber(columnStep), ...splitNumber(rowStep)]),
      u_binsPerUnit: this.#slices.scale.binsPerUnit,
      u_lastBin: this.#slices.scale.bins - 1,
    };
  }

  /**
   * @param into  null for the canvas
   * @param bottomUp  whether row 0 of the target is the picture's last row, as on a canvas
   */
  draw(plane: Plane, options: SampleOptions, output: Output, into: Target | null, bottomUp: boolean): void {
    const { gl } = this.#device;
    const { volume } = this.#source;
    const { width, height } = plane;
    const placement = this.#placement;
    const cubic = options.interpolation === 'cubic';
    const facts = options.padding === 'keep' ? this.#keptFacts : this.#facts;
    const placed = placement.place(
      plane,
      bottomUp,
      volume,
      this.#table,
      facts,
      this.#slices.scale,
      options.slab,
      cubic,
    );
    const reach =
      placed === 'outside' ? null : footprint(placement.map!, width, height, volume, this.#table, placement.range);
    if (!reach) {
      bindTarget(gl, into, width, height);
      this.#clear(output);
      return;
    }
    const defines = this.#defines(placed, options, facts);
    if (placed === 'bracketed') this.#uploadBrackets();
    this.#fold(output.reference);
    const sheetAxis = this.#sheetAxis(plane, options);
    if (sheetAxis) {
      this.#drawSheet(sheetAxis, plane, defines);
      defines.push(`SHEET_${sheetAxis.toUpperCase()}`);
      // The sheet's values are recentred already, by its own amount.
      this.#rescale[0]! -= this.#sheetRecentre;
    }
    bindTarget(gl, into, width, height);
    const { x0, y0, x1, y1 } = reach;
    if (x0 > 0 || y0 > 0 || x1 < width || y1 < height) this.#clear(output);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(x0, bottomUp ? height - y1 : y0, x1 - x0, y1 - y0);
    this.#run(output, defines);
    gl.disable(gl.SCISSOR_TEST);
  }

  #run(output: Output, defines: string[]): void {
    if (output.kind === 'values') {
      const program = this.#device.programs.get('values.frag', defines);
      this.#device.draw(program, this.#collect(program.declared));
      return;
    }
    const program = this.#device.programs.get('display.frag', [...defines, ...output.defines]);
    this.#device.draw(program, { ...this.#collect(program.declared), ...output.uniforms });
  }

  #clear(output: Output): void {
    const { gl } = this.#device;
    if (output.kind === 'levels') gl.clearBufferfv(gl.COLOR, 0, BLACK);
    else gl.clearBufferuiv(gl.COLOR, 0, NOTHING);
  }

  /** Makes the shader's values relative to `reference`. */
  #fold(reference: number): void {
    if (this.#facts.oneRescale) this.#rescale.set(rescaleOf(this.#source.volume, 0, reference));
    else this.#slices.setReference(reference);
  }

  #defines(placed: Orientedness, options: SampleOptions, facts: Simplicity): string[] {
    const defines: string[] = [...this.#options.defines, ...this.#source.defines];
    if (options.interpolation !== 'linear') defines.push(`KERNEL_${options.interpolation.toUpperCase()}`);
    if (this.#placement.range.step > 0) defines.push('SLAB', `SLAB_${options.slab!.mode.toUpperCase()}`);
    if (placed === 'parallel') {
      defines.push('PARALLEL');
      if (this.#placement.parallel.u_bracket[1] === 0) defines.push('ONE_SLICE');
    } else {
      if (placed === 'bracketed') defines.push('BRACKETS', `BRACKETS_A_ROW ${BRACKETS_A_ROW}`);
      if (!facts.even) defines.push('UNEVEN');
      if (facts.shift === 'step') defines.push('SHIFT_STEP');
      if (facts.shift === 'table') defines.push('SHIFT_TABLE');
    }
    if (!facts.oneRescale) defines.push('RESCALE_TABLE');
    const kept = options.padding === 'keep';
    if ((facts.padded && !kept) || facts.holes) defines.push('PADDING');
    if (facts.holes && kept) defines.push('PADDING_KEPT');
    return defines;
  }

  #sheetAxis({ width, height }: Plane, options: SampleOptions): SheetAxis | null {
    const { map } = this.#placement;
    if (!this.#options.sheets || options.interpolation !== 'linear' || this.#placement.range.step > 0 || !map)
      return null;
    const axis = constantAxis(map);
    // Padding kept and padding skipped make different sheets; only the default one is worth the memory.
    if (!axis || (this.#facts.padded && options.padding === 'keep')) return null;
    // A sheet that all slices share is all inside: where the fixed place is beyond the edge, the general path says so.
    const fixed = map[axis].origin;
    const count = this.#source.volume.size[axis === 'column' ? 0 : 1];
    const beyond = fixed < -0.5 - TIE || fixed > count - 0.5 + TIE;
    if (beyond && this.#facts.shift === 'none') return null;
    this.#sheet ??= new Sheet(this.#device, this.#facts.padded || this.#facts.holes || this.#facts.shift !== 'none');
    return this.#sheet.pays(axis, map, width, height, this.#source.volume, this.#table) ? axis : null;
  }

  #drawSheet(axis: SheetAxis, { width, height }: Plane, defines: readonly string[]): void {
    const program = this.#device.programs.get('sheet.frag', [
      ...defines.filter((define) => /^(SHIFT|PADDING)/.test(define)),
      ...this.#source.defines,
      `SHEET_${axis.toUpperCase()}`,
    ]);
    const map = this.#placement.map!;
    const at = snap(map[axis].origin);
    this.#sheetAt.set([Math.floor(at), at - Math.floor(at)]);
    const uniforms = this.#collect(program.declared);
    this.#sheet!.draw(axis, map, width, height, this.#source.volume, this.#table, program, uniforms);
  }

  #uploadBrackets(): void {
    const { gl } = this.#device;
    const { brackets, range } = this.#placement;
    const rows = Math.ceil(range.count / BRACKETS_A_ROW);
    this.#brackets ??= new Target(gl, 'RG32UI');
    this.#brackets.bind(BRACKETS_A_ROW, rows);
    gl.bindTexture(gl.TEXTURE_2D, this.#brackets.texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, BRACKETS_A_ROW, rows, gl.RG_INTEGER, gl.UNSIGNED_INT, brackets);
  }

  /** Those of our uniforms that a program declares. */
  #collect(declared: ReadonlySet<string>): Record<string, UniformValue> {
    const all = this.#uniforms;
    Object.assign(all, this.#placement.parallel, this.#source.uniforms);
    all.u_samples = this.#placement.range.count;
    if (this.#brackets?.texture) all.u_brackets = this.#brackets.texture;
    all.u_slices = this.#slices.texture!;
    if (this.#sheet?.texture) all.u_sheet = this.#sheet.texture;
    const wanted: Record<string, UniformValue> = {};
    for (const name of declared) if (name in all) wanted[name] = all[name]!;
    return wanted;
  }

  /** Safe to call twice; the volume's texture stays its owner's. */
  dispose(): void {
    this.#slices.dispose();
    this.#sheet?.dispose();
    this.#brackets?.dispose();
  }
}
