// One picture in one element. Its state is one record; the canvas follows it.

import { Emitter, type Listener } from '../emitter.ts';
import { ResliceError } from '../errors.ts';
import type { Vec3 } from '../math/vec3.ts';
import { type Plane, patientToPixel, pixelToPatient } from '../plane/plane.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import type { PictureOptions } from '../sampler/sampler.ts';
import type { Colormap } from '../voi/colormap.ts';
import type { Volume } from '../volume/volume.ts';
import { ColormapSlot, colormapOf } from './colormap-slot.ts';
import { drawnPlane } from './drawn-plane.ts';
import type { CpuReason, GpuStage } from './gpu-stage.ts';
import { Painter } from './painter.ts';
import type { SnapshotOptions } from './snapshot.ts';
import { Surface } from './surface.ts';
import { type ViewSource, volumesOf } from './view-source.ts';
import { firstState, nextState, sameState, type ViewRequest, type ViewState } from './view-state.ts';

export type ViewOptions = ViewSource & ViewRequest;

export interface Rendered {
  readonly plane: Plane;
  readonly drawnBy: 'gpu' | 'cpu';
  /** Why not the GPU; null where it drew. */
  readonly cpuReason: CpuReason | null;
}

export interface ViewEvents {
  /** One after the other: what a listener changes is told after what it was told itself. `by`: whatever `set` was given. */
  change: { readonly state: ViewState; readonly previous: ViewState; readonly by?: unknown };
  rendered: Rendered;
  error: { readonly error: ResliceError };
  contextlost: Record<string, never>;
  contextrestored: Record<string, never>;
  /** The last event of a view. */
  dispose: Record<string, never>;
}

/** A value under a pixel. */
export interface Probe {
  /** Modality value as the picture samples it there. */
  readonly value: number;
  readonly unit: string;
  /** Patient position of the pixel's centre, LPS mm. */
  readonly position: Vec3;
}

/** The modality values of a picture's plane. */
export interface PlaneValues {
  /** Length width·height, rows top down, NaN outside. */
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly plane: Plane;
  readonly unit: string;
}

/** What a view needs of its renderer. */
export interface ViewHost {
  readonly stage: GpuStage | null;
  /** Draws the view in the next frame. */
  request(view: View): void;
  /** Draws the view now. */
  draw(view: View): void;
  /** Draws in the next frame what could not be drawn before. */
  wake(): void;
  forget(view: View): void;
}

/** Made by `renderer.createView`. */
export class View {
  readonly element: HTMLElement;
  readonly #host: ViewHost;
  readonly #volumes: readonly Volume[];
  readonly #surface: Surface;
  readonly #painter: Painter;
  readonly #emitter = new Emitter<ViewEvents>();
  readonly #colormap = new ColormapSlot((error) => {
    if (error) this.#emitter.emit('error', { error });
    else if (!this.#disposed) this.#host.request(this);
  });
  #state: ViewState;
  #cpuReason: CpuReason | null = 'uploading';
  #disposed = false;
  readonly #untold: ViewEvents['change'][] = [];

  constructor(host: ViewHost, element: HTMLElement, options: ViewOptions) {
    this.#volumes = volumesOf(options);
    const { stack: _, volume: __, ...request } = options as { stack?: unknown; volume?: unknown } & ViewRequest;
    this.#state = firstState(this.#volumes, request);
    this.#host = host;
    this.element = element;
    this.#surface = new Surface(
      element,
      () => host.draw(this),
      () => host.wake(),
    );
    this.#painter = new Painter(host.stage, this.#surface);
    host.stage?.acquire(this.volume);
    host.request(this);
  }

  get state(): ViewState {
    return this.#state;
  }

  /** The volume of the state's time. */
  get volume(): Volume {
    return this.#volumes[this.#state.time]!;
  }

  get volumes(): readonly Volume[] {
    return this.#volumes;
  }

  /** Is handed its pictures: it has no 2D context, and is read through a canvas that it is drawn into. */
  get canvas(): HTMLCanvasElement {
    return this.#surface.canvas;
  }

  /** The plane of the current state and size, in device pixels. */
  get plane(): Plane {
    const { width, height } = this.#surface;
    return drawnPlane(this.volume, this.#state, Math.max(1, width), Math.max(1, height));
  }

  /** Who drew the last picture. */
  get drawnBy(): 'gpu' | 'cpu' {
    return this.#cpuReason === null ? 'gpu' : 'cpu';
  }

  /** Why the CPU drew it, for a badge; null where the GPU did. */
  get cpuReason(): CpuReason | null {
    return this.#cpuReason;
  }

  /**
   * Changes part of the state; drawn with the next frame.
   * @param by  told with the change, so that whoever listens knows its own from others'
   * @throws ResliceError as `nextState`, and 'use/disposed'
   */
  set(request: ViewRequest, by?: unknown): void {
    this.#alive();
    const previous = this.#state;
    const state = nextState(this.#volumes, previous, request);
    if (sameState(previous, state)) return;
    if (state.time !== previous.time) {
      this.#host.stage?.acquire(this.#volumes[state.time]!);
      this.#host.stage?.release(this.volume);
    }
    this.#state = state;
    this.#host.request(this);
    if (this.#untold.push({ state, previous, by }) > 1) return;
    for (const change of this.#untold) this.#emitter.emit('change', change);
    this.#untold.length = 0;
  }

  /** @returns what takes the listener off again */
  on<Type extends keyof ViewEvents>(type: Type, listener: Listener<ViewEvents[Type]>): () => void {
    this.#alive();
    return this.#emitter.on(type, listener);
  }

  /** What the picture shows at a point of the canvas, CSS px; null outside the canvas or the volume. */
  valueAt(x: number, y: number): Probe | null {
    this.#alive();
    const plane = this.plane;
    const [across, down] = this.#surface.ratio;
    const [i, j] = [Math.floor(x * across), Math.floor(y * down)];
    if (!(i >= 0 && j >= 0 && i < plane.width && j < plane.height)) return null;
    const position = pixelToPatient(plane, i, j);
    const { interpolation, slab } = this.#state;
    const pixel = { ...plane, center: position, width: 1, height: 1 };
    const value = this.#painter.valueOf(this.volume, pixel, { interpolation, slab });
    return Number.isNaN(value) ? null : { value, unit: this.volume.unit, position };
  }

  /** Patient position (LPS mm) of a point of the canvas, CSS px from its upper left corner. */
  toPatient(x: number, y: number): Vec3 {
    this.#alive();
    const [across, down] = this.#surface.ratio;
    return pixelToPatient(this.plane, x * across - 0.5, y * down - 0.5);
  }

  /** Point of the canvas, CSS px, at the foot of a patient position on the plane. */
  toCanvas(position: Vec3): readonly [x: number, y: number] {
    this.#alive();
    const [across, down] = this.#surface.ratio;
    const [i, j] = patientToPixel(this.plane, position);
    return [(i + 0.5) / across, (j + 0.5) / down];
  }

  /** mm that one CSS px shows. */
  get mmPerPx(): number {
    return this.plane.spacing[0] * this.#surface.ratio[0];
  }

  /** The current picture's levels by the CPU reference, length width·height: what the canvas is held to. */
  levels(): Uint8Array {
    this.#alive();
    return this.#painter.cpu(this.volume).levels(this.plane, this.#picture(null));
  }

  /**
   * The values of the current plane in device pixels, as `valueAt` tells them one by one: off the GPU (within 1.5e-6 of the largest),
   * by the CPU where the GPU cannot. Takes as long as drawing and reading back the picture.
   */
  readPlane(): PlaneValues {
    this.#alive();
    const { plane, volume } = this;
    const values = this.#painter.values(volume, plane, this.#state);
    return { values, width: plane.width, height: plane.height, plane, unit: volume.unit };
  }

  /**
   * The current picture as PNG, in device pixels, colours and all: by the CPU reference, never off the canvas. Of the state as it is when
   * called. Holds nothing about the patient but the picture itself.
   * @throws ResliceError 'use/disposed'; 'use/bad-argument' where the view has no size or the overlay another
   */
  async snapshot(options: SnapshotOptions = {}): Promise<Uint8Array> {
    this.#alive();
    const { volume, state, plane } = this;
    const picture = { ...state, colormap: await colormapOf(state.colormap) };
    return (await import('./snapshot.ts')).snapshotPng(createCpuSampler(volume), plane, picture, options);
  }

  #picture(colormap: Colormap | null): PictureOptions {
    return { ...this.#state, colormap };
  }

  /** Called by the renderer. @returns whether there was anything to draw on, and with, and anybody to see it */
  draw(): boolean {
    if (this.#disposed || !this.#surface.seen) return false;
    const colormap = this.#colormap.of(this.#state.colormap);
    if (colormap === undefined) return false;
    const plane = this.plane;
    this.#cpuReason = this.#painter.paint(this.volume, plane, this.#picture(colormap));
    this.#emitter.emit('rendered', { plane, drawnBy: this.drawnBy, cpuReason: this.#cpuReason });
    return true;
  }

  /** Called by the renderer. */
  tell<Type extends 'error' | 'contextlost' | 'contextrestored'>(type: Type, detail: ViewEvents[Type]): void {
    // Now, while freeing is a no-op: after a restore the old objects belong to no context any more.
    if (type === 'contextlost') this.#painter.forgetGpu();
    this.#emitter.emit(type, detail);
  }

  /** Takes its canvas out of the element and frees what it held. Safe to call twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#host.forget(this);
    this.#painter.dispose();
    this.#host.stage?.release(this.volume);
    this.#surface.dispose();
    this.#emitter.emit('dispose', {});
    this.#emitter.clear();
  }

  #alive(): void {
    if (this.#disposed) throw new ResliceError('use/disposed', { detail: 'View' });
  }
}
