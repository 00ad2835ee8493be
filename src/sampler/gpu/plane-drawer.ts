// Draws planes through one volume's texture, by the definitions that the CPU reference keeps: pictures onto a canvas, values into arrays.
import { ResliceError } from '../../errors.ts';
import { checkPlane, type Plane } from '../../plane/plane.ts';
import { checkVoi } from '../../voi/voi-lut.ts';
import type { PictureOptions, SampleOptions } from '../sampler.ts';
import type { GpuDevice } from './device.ts';
import { GreyTables, type Shown } from './grey-tables.ts';
import { PlanePass } from './plane-pass.ts';
import { bindTarget, Target } from './target.ts';
import type { VolumeTexture } from './volume-texture.ts';

export interface PlaneDrawerOptions {
  /** Draw through sheets where they pay (default). Off for comparisons. */
  readonly sheets?: boolean;
  /** Keep a picture's values for a window drag (default). Off for comparisons. */
  readonly rewindow?: boolean;
  /** More names for the shaders' #ifdef: how a test breaks a shader on purpose. */
  readonly defines?: readonly string[];
}

/** Bits that no coverage has. */
const UNREAD = 0xffffffff;

/** A window this narrow (as a share of the range of values) is sampled anew: kept float32 values would be too coarse for it. */
const NARROW = 1e-3;

export class PlaneDrawer {
  protected readonly device: GpuDevice;
  readonly #source: VolumeTexture;
  readonly #pass: PlanePass;
  readonly #tables: GreyTables;
  readonly #rewindows: boolean;
  #kept: Target | null = null;
  #keptKey = '';
  #lastKey = '';
  #values: Target | null = null;
  #bits = new Uint32Array(0);
  #disposed = false;

  /** The texture must be complete before the first draw; it stays its owner's. */
  constructor(device: GpuDevice, source: VolumeTexture, options: PlaneDrawerOptions = {}) {
    this.device = device;
    this.#source = source;
    this.#tables = new GreyTables(device.gl);
    this.#rewindows = options.rewindow ?? true;
    this.#pass = new PlanePass(device, source, { sheets: options.sheets ?? true, defines: options.defines ?? [] });
  }

  /**
   * Draws the picture into the canvas's lower left width × height pixels.
   * @throws ResliceError 'plane/bad-value', 'voi/bad-value', 'use/disposed', 'gpu/context-lost', 'gpu/limit-exceeded'
   */
  draw(plane: Plane, options: PictureOptions): void {
    this.drawInto(null, plane, options);
  }

  /** Modality values, length width·height, NaN outside, into `out` where given. @throws as `draw` */
  values(plane: Plane, options: SampleOptions, out = new Float32Array(plane.width * plane.height)): Float32Array {
    this.#check(plane);
    const { gl } = this.device;
    const { width, height } = plane;
    this.#values ??= new Target(gl, 'RG32UI');
    this.#pass.draw(plane, options, { kind: 'values', reference: 0 }, this.#values, false);
    if (this.#bits.length !== width * height * 4) this.#bits = new Uint32Array(width * height * 4);
    // Coverage is 0 or 1 throughout, unless nothing was read.
    this.#bits[this.#bits.length - 3] = UNREAD;
    gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, this.#bits);
    const floats = new Float32Array(this.#bits.buffer);
    this.doneReading(this.#bits.at(-3) !== UNREAD);
    for (let p = 0; p < width * height; p++) out[p] = floats[p * 4 + 1] === 1 ? floats[p * 4]! : Number.NaN;
    return out;
  }

  /** Safe to call twice; the volume's texture stays. */
  dispose(): void {
    this.#disposed = true;
    for (const owned of [this.#pass, this.#tables, this.#kept, this.#values]) owned?.dispose();
  }

  protected drawInto(into: Target | null, plane: Plane, picture: PictureOptions): void {
    this.#check(plane);
    const { volume } = this.#source;
    checkVoi(picture.window, volume.voiLuts);
    const shown = this.#tables.shown(volume, picture);
    const key = sampleKey(plane, picture);
    // The second picture of the same samples keeps them: a window drag has begun.
    if (key === this.#lastKey && this.#mayKeep(shown.width)) {
      if (this.#keptKey !== key) {
        // Where the draw fails, nothing is kept.
        this.#keptKey = '';
        this.#kept ??= new Target(this.device.gl, 'RG32UI');
        this.#pass.draw(plane, picture, { kind: 'values', reference: this.#middle }, this.#kept, true);
        this.#keptKey = key;
      }
      this.#rewindow(into, plane, shown);
      return;
    }
    this.#lastKey = key;
    this.#pass.draw(plane, picture, { kind: 'levels', ...shown }, into, true);
  }

  #mayKeep(width: number): boolean {
    const [least, most] = this.#source.volume.modalityRange;
    return this.#rewindows && width >= NARROW * (most - least);
  }

  /** What kept values are relative to. */
  get #middle(): number {
    const [least, most] = this.#source.volume.modalityRange;
    return (least + most) / 2;
  }

  #rewindow(into: Target | null, plane: Plane, { reference, defines, uniforms }: Shown): void {
    bindTarget(this.device.gl, into, plane.width, plane.height);
    this.device.draw(this.device.programs.get('rewindow.frag', defines), {
      ...uniforms,
      u_values: this.#kept!.texture!,
      u_shift: this.#middle - reference,
    });
  }

  #check(plane: Plane): void {
    if (this.#disposed) throw new ResliceError('use/disposed', { detail: 'PlaneDrawer' });
    checkPlane(plane);
    if (this.device.lost) throw new ResliceError('gpu/context-lost');
    if (!this.#source.complete)
      throw new ResliceError('use/bad-argument', { detail: 'the volume is not uploaded yet' });
  }

  /** A browser may notice a loss later than in the call that it spoils. */
  protected doneReading(read: boolean): void {
    const { gl, lost } = this.device;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    if (lost || !read) throw new ResliceError('gpu/context-lost');
  }
}

/** Two pictures with the same key have the same samples. */
function sampleKey(plane: Plane, options: SampleOptions): string {
  const { center, right, down, spacing, width, height } = plane;
  const { interpolation, padding = 'skip', slab } = options;
  const sampling = `${interpolation} ${padding} ${slab?.thickness ?? 0} ${slab?.mode}`;
  return `${center} ${right} ${down} ${spacing} ${width} ${height} ${sampling}`;
}
