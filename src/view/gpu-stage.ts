// Owns the one WebGL2 context of a renderer: its canvas, its device and the volumes on it. Comes back after a loss.
import { isResliceError, ResliceError } from '../errors.ts';
import type { Plane } from '../plane/plane.ts';
import { createGpuDevice, type GpuDevice } from '../sampler/gpu/device.ts';
import { Fence } from '../sampler/gpu/fence.ts';
import type { PlaneDrawer } from '../sampler/gpu/plane-drawer.ts';
import { MOST_BRICKS, VolumeTexture } from '../sampler/gpu/volume-texture.ts';
import type { PictureOptions, SampleOptions } from '../sampler/sampler.ts';
import type { Volume } from '../volume/volume.ts';
import { Turns, type Wait } from './turns.ts';

/** Why the CPU draws. */
export type CpuReason = 'turned-off' | 'no-webgl2' | 'context-lost' | 'uploading' | 'beyond-limits' | 'gpu-failed';

/** ms between looks at whether the GPU has taken what it was given. */
const POLL = 4;

export interface StageEvents {
  /** Views of this volume look different now: by the GPU, or not any more; null for all volumes. */
  changed(volume: Volume | null): void;
  lost(): void;
  restored(): void;
  failed(error: ResliceError): void;
}

interface Entry {
  readonly volume: Volume;
  users: number;
  texture: VolumeTexture | null;
  refused: CpuReason | null;
  /** Uploads begun since one was completed. */
  tries: number;
  /** How often the context was lost while a picture hung. */
  hangs: number;
}

/** A picture that the GPU may still be at. */
interface Picture {
  readonly entry: Entry;
  readonly fence: Fence;
  /** When it was asked for, ms. */
  readonly since: number;
  /** Whether it was seen not to be done after HANGING: a loss that comes while nobody could look blames nobody. */
  hangs: boolean;
}

/** Bytes that any device should hold: a context that is lost while fewer go up was not lost for want of memory. */
const HEAVY = 2 ** 27;

/** ms between looks at whether pictures are done. */
const LOOK = 250;
/** ms: no driver takes the context away from a picture that it has been at for less. */
const HANGING = 750;
/** After so many losses under a picture that hung the volume is left to the CPU. */
const MOST_HANGS = 3;
/** Pictures watched at once: behind so many, the first is the one that matters. */
const MOST_PICTURES = 64;

export class GpuStage {
  /** As large as the picture that was drawn last. */
  // `private` leaves no type in the declarations: TypeScript 4.7 does not know this one.
  private readonly canvas = new OffscreenCanvas(1, 1);
  #gl: WebGL2RenderingContext | null = null;
  #opened = false;
  readonly #events: StageEvents;
  readonly #entries = new Map<Volume, Entry>();
  readonly #pictures: Picture[] = [];
  readonly #turns = new Turns(() => this.#uploadStep());
  readonly #looks = new Turns(() => this.#look());
  readonly #listening = new AbortController();
  #device: GpuDevice | null = null;
  #broken: CpuReason | null = null;

  constructor(events: StageEvents) {
    this.#events = events;
    const { signal } = this.#listening;
    this.canvas.addEventListener('webglcontextlost', (event) => this.#lose(event), { signal });
    this.canvas.addEventListener('webglcontextrestored', () => this.#restore(), { signal });
  }

  /**
   * Makes the context, in a turn of its own: that takes a browser up to 300 ms, and the first picture, by the CPU, need not wait for it.
   * Safe to call again.
   */
  open(): void {
    if (!this.#opened) this.#turns.start();
    this.#opened = true;
  }

  #makeContext(): void {
    this.#gl = this.canvas.getContext('webgl2', {
      antialias: false,
      alpha: false,
      depth: false,
      preserveDrawingBuffer: false,
      powerPreference: 'high-performance',
    });
    if (this.#gl) this.#device = createGpuDevice(this.#gl);
    else {
      this.#broken = 'no-webgl2';
      this.#events.changed(null);
    }
  }

  get device(): GpuDevice | null {
    return this.#device;
  }

  /** One more user of a volume; its upload begins with the first. */
  acquire(volume: Volume): void {
    const fresh = { volume, users: 0, texture: null, refused: null, tries: 0, hangs: 0 };
    const entry: Entry = this.#entries.get(volume) ?? fresh;
    this.#entries.set(volume, entry);
    entry.users++;
    if (this.#device) this.#turns.start();
  }

  /** One user less; the last one's leaving frees the texture. */
  release(volume: Volume): void {
    const entry = this.#entries.get(volume);
    if (!entry || --entry.users > 0) return;
    entry.texture?.dispose();
    this.#entries.delete(volume);
  }

  /** The volume's texture where the GPU can draw it now, else why not. */
  sourceOf(volume: Volume): VolumeTexture | CpuReason {
    if (this.#broken) return this.#broken;
    if (this.#gl?.isContextLost()) return 'context-lost';
    const entry = this.#entries.get(volume);
    if (entry?.refused) return entry.refused;
    return entry?.texture?.complete ? entry.texture : 'uploading';
  }

  /** @returns the picture, or why it could not draw it */
  draw(volume: Volume, sampler: PlaneDrawer, plane: Plane, options: PictureOptions): ImageBitmap | CpuReason {
    const gl = this.#gl!;
    const { canvas } = this;
    if (canvas.width !== plane.width) canvas.width = plane.width;
    if (canvas.height !== plane.height) canvas.height = plane.height;
    // A browser may give a smaller drawing buffer than it was asked for.
    if (gl.drawingBufferWidth !== plane.width || gl.drawingBufferHeight !== plane.height) return 'beyond-limits';
    try {
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, plane.width, plane.height);
      sampler.draw(plane, options);
    } catch (error) {
      // This picture is, others need not be.
      if (isResliceError(error, 'gpu/limit-exceeded')) return 'beyond-limits';
      return this.#fail(error);
    }
    this.#watch(this.#entries.get(volume)!);
    let picture: ImageBitmap | null = null;
    try {
      picture = canvas.transferToImageBitmap();
    } catch {
      // What a context does that is lost, or that has no memory left, is each browser's own: it throws, gives nothing, or a black picture.
    }
    return picture && !gl.isContextLost() ? picture : 'context-lost';
  }

  #watch(entry: Entry): void {
    if (this.#pictures.length === MOST_PICTURES) return;
    this.#pictures.push({ entry, fence: new Fence(this.#gl!), since: performance.now(), hangs: false });
    this.#looks.start();
  }

  /** Pictures are drawn in the order they were asked for. */
  #look(): Wait {
    const pictures = this.#pictures;
    // Who is to blame for a loss is seen by what was pending: nothing is done any more.
    if (this.#gl!.isContextLost()) return null;
    while (pictures[0]?.fence.done) pictures.shift();
    const [first] = pictures;
    if (!first) return null;
    first.hangs = performance.now() - first.since > HANGING;
    return LOOK;
  }

  /** A driver takes the context away from a picture that takes too long, and gives it back to be taken away again. */
  #blame(): void {
    const [first] = this.#pictures;
    if (first?.hangs) first.entry.hangs++;
  }

  /** Modality values of a plane; null where the GPU could not. */
  values(sampler: PlaneDrawer, plane: Plane, options: SampleOptions): Float32Array | null {
    try {
      return sampler.values(plane, options);
    } catch (error) {
      // A plane larger than a target may be is still small enough for the screen, or for the CPU.
      if (!isResliceError(error, 'gpu/limit-exceeded')) this.#fail(error);
      return null;
    }
  }

  /** Drawing failed: where not by a loss of the context, the CPU takes over for good, and the error is told. */
  #fail(error: unknown): CpuReason {
    const known = isResliceError(error) ? error : new ResliceError('gpu/unavailable', {}, { cause: error });
    // A loss may be seen before the browser owns up to it.
    if (this.#gl!.isContextLost() || known.code === 'gpu/context-lost') return 'context-lost';
    if (known.code === 'plane/bad-value' || known.code === 'voi/bad-value') throw error;
    this.#broken = 'gpu-failed';
    this.#events.failed(known);
    return 'gpu-failed';
  }

  #uploadStep(): Wait {
    if (!this.#gl && !this.#broken) {
      this.#makeContext();
      return 0;
    }
    const entry = [...this.#entries.values()].find(({ texture, refused }) => !refused && !texture?.complete);
    if (!entry || this.#broken || !this.#device || this.#gl!.isContextLost()) return null;
    if (entry.texture?.waiting) return POLL;
    try {
      if (!entry.texture) {
        entry.texture = this.#begin(this.#device, entry);
        return POLL;
      }
      if (entry.texture.uploadStep()) {
        entry.tries = 0;
        this.#events.changed(entry.volume);
      }
    } catch (error) {
      if (this.#gl!.isContextLost()) return null;
      entry.refused = isResliceError(error, 'gpu/limit-exceeded') ? 'beyond-limits' : 'gpu-failed';
      entry.texture?.dispose();
      entry.texture = null;
      this.#events.failed(isResliceError(error) ? error : new ResliceError('gpu/unavailable', {}, { cause: error }));
      this.#events.changed(entry.volume);
    }
    return 0;
  }

  /**
   * Chromium has no error for want of memory: it takes the context away, and gives it back to be taken away again. After the second
   * time a heavy volume is tried in smaller and smaller bricks, and at last left to the CPU.
   */
  #begin(device: GpuDevice, entry: Entry): VolumeTexture {
    if (entry.hangs >= MOST_HANGS)
      throw new ResliceError('gpu/context-lost', { detail: 'its pictures take the GPU too long' });
    const heavy = entry.volume.storedValues.byteLength > HEAVY;
    const leastBricks = heavy ? 2 ** Math.max(0, entry.tries - 1) : 1;
    if (leastBricks > MOST_BRICKS)
      throw new ResliceError('gpu/limit-exceeded', { detail: 'the context is lost at its upload' });
    entry.tries++;
    return new VolumeTexture(device, entry.volume, leastBricks);
  }

  #lose(event: Event): void {
    // Without this the browser never gives the context back.
    event.preventDefault();
    this.#broken = 'context-lost';
    this.#blame();
    this.#drop();
    this.#events.lost();
    this.#events.changed(null);
  }

  #restore(): void {
    this.#broken = null;
    this.#device = createGpuDevice(this.#gl);
    this.#turns.start();
    this.#events.restored();
  }

  #drop(): void {
    for (const entry of this.#entries.values()) {
      entry.texture?.dispose();
      entry.texture = null;
      // It has been told of.
      if (entry.hangs < MOST_HANGS) entry.refused = null;
    }
    for (const { fence } of this.#pictures.splice(0)) fence.dispose();
    this.#device?.dispose();
    this.#device = null;
  }

  /** Gives the context back to the browser at once. Safe to call twice. */
  dispose(): void {
    this.#listening.abort();
    this.#turns.dispose();
    this.#looks.dispose();
    this.#drop();
    this.#entries.clear();
    this.#broken = 'turned-off';
    this.#gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.canvas.width = this.canvas.height = 0;
  }
}
