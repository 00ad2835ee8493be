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
  /** A picture off the texture that the GPU may still be at, with what came before it; when it was asked for, ms. */
  picture: { readonly fence: Fence; readonly since: number } | null;
  /** When the first picture after that one was asked for, ms; 0 for none. */
  next: number;
  /** How often the context was lost while a picture hung. */
  hangs: number;
}

/** Bytes that any device should hold: a context that is lost while fewer go up was not lost for want of memory. */
const HEAVY = 2 ** 27;

/** ms between looks at whether pictures are done. */
const LOOK = 250;
/** ms: no driver takes the context away from a picture that it has been at for less. */
const HANGING = 1000;
/** After so many losses under a picture that hung the volume is left to the CPU. */
const MOST_HANGS = 3;

export class GpuStage {
  readonly canvas: HTMLCanvasElement;
  #gl: WebGL2RenderingContext | null = null;
  #opened = false;
  readonly #events: StageEvents;
  readonly #entries = new Map<Volume, Entry>();
  readonly #turns = new Turns(() => this.#uploadStep());
  readonly #looks = new Turns(() => this.#look());
  readonly #listening = new AbortController();
  #device: GpuDevice | null = null;
  #broken: CpuReason | null = null;

  constructor(document: Document, events: StageEvents) {
    this.#events = events;
    this.canvas = document.createElement('canvas');
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
    const fresh = { volume, users: 0, texture: null, refused: null, tries: 0, picture: null, next: 0, hangs: 0 };
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
    entry.picture?.fence.dispose();
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

  /** Draws into the canvas's lower left width × height pixels. @returns null, or why it could not */
  draw(volume: Volume, sampler: PlaneDrawer, plane: Plane, options: PictureOptions): CpuReason | null {
    const gl = this.#gl!;
    const { canvas } = this;
    const { width, height } = canvas;
    if (canvas.width < plane.width) canvas.width = plane.width;
    if (canvas.height < plane.height) canvas.height = plane.height;
    // A browser may give a smaller drawing buffer than it was asked for.
    if (gl.drawingBufferWidth !== canvas.width || gl.drawingBufferHeight !== canvas.height) {
      // Other views still fit.
      canvas.width = width;
      canvas.height = height;
      return 'beyond-limits';
    }
    try {
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, plane.width, plane.height);
      sampler.draw(plane, options);
    } catch (error) {
      // This picture is, others need not be.
      if (isResliceError(error, 'gpu/limit-exceeded')) return 'beyond-limits';
      return this.#fail(error);
    }
    if (gl.isContextLost()) return 'context-lost';
    this.#watch(this.#entries.get(volume)!, performance.now());
    return null;
  }

  /** Tells a picture that hangs from one that is done. One fence at a time: a frame costs none while the last one is looked at. */
  #watch(entry: Entry, now: number): void {
    if (entry.picture) entry.next ||= now;
    else entry.picture = { fence: new Fence(this.#gl!), since: now };
    this.#looks.start();
  }

  #look(): Wait {
    // Who is to blame for a loss is seen by what was pending: nothing is done any more.
    if (this.#gl!.isContextLost()) return null;
    let pending = false;
    for (const entry of this.#entries.values()) {
      if (entry.picture?.fence.done) {
        const { next } = entry;
        entry.picture = null;
        entry.next = 0;
        if (next) this.#watch(entry, next);
      }
      pending ||= entry.picture !== null;
    }
    return pending ? LOOK : null;
  }

  /**
   * A driver takes the context away from a picture that takes too long, and gives it back to be taken away again. Pictures are drawn in
   * the order they were asked for: the oldest pending one is to blame.
   */
  #blame(): void {
    const hanging = [...this.#entries.values()].filter(({ picture }) => picture);
    const [oldest] = hanging.sort((a, b) => a.picture!.since - b.picture!.since);
    if (oldest && performance.now() - oldest.picture!.since > HANGING) oldest.hangs++;
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
      throw new ResliceError('gpu/context-lost', { detail: 'pictures of this volume take the GPU too long' });
    const heavy = entry.volume.storedValues.byteLength > HEAVY;
    const leastBricks = heavy ? 2 ** Math.max(0, entry.tries - 1) : 1;
    if (leastBricks > MOST_BRICKS)
      throw new ResliceError('gpu/limit-exceeded', { detail: 'the context is lost whenever this volume goes up' });
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
      entry.refused = null;
      entry.picture?.fence.dispose();
      entry.picture = null;
      entry.next = 0;
    }
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
