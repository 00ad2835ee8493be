// One WebGL2 context, any number of views. Draws what has changed, once a frame.
import { ResliceError } from '../errors.ts';
import { Frame } from './frame.ts';
import { GpuStage } from './gpu-stage.ts';
import { View, type ViewHost, type ViewOptions } from './view.ts';

export interface RendererOptions {
  /** Whether to draw by the GPU where it can (default); without, the CPU reference draws everything. */
  readonly gpu?: boolean;
}

/** ms of drawing in one frame after which input gets its turn. */
const BUDGET = 24;

/** Made by `createRenderer`. */
export class Renderer {
  readonly #gpu: boolean;
  readonly #views = new Set<View>();
  readonly #changed = new Set<View>();
  readonly #frame = new Frame(() => this.#draw());
  #stage: GpuStage | null = null;
  #disposed = false;

  constructor({ gpu = true }: RendererOptions) {
    this.#gpu = gpu;
  }

  /** The views alive. */
  get views(): readonly View[] {
    return [...this.#views];
  }

  /**
   * A view of a stack or a volume that fills `element`. The context is made once the first one has drawn, by the CPU.
   * @throws ResliceError 'use/bad-argument', 'voi/bad-value', 'plane/bad-value', 'use/disposed'
   */
  createView(element: HTMLElement, options: ViewOptions): View {
    if (this.#disposed) throw new ResliceError('use/disposed', { detail: 'Renderer' });
    if (this.#gpu) this.#stage ??= this.#openStage();
    const host: ViewHost = {
      stage: this.#stage,
      request: (view) => this.#request([view]),
      draw: (view) => this.#draw([view]),
      wake: () => this.#frame.request(),
      forget: (view) => {
        this.#views.delete(view);
        this.#changed.delete(view);
      },
    };
    const view = new View(host, element, options);
    this.#views.add(view);
    return view;
  }

  #openStage(): GpuStage {
    return new GpuStage({
      changed: (volume) => this.#request([...this.#views].filter((view) => !volume || view.volume === volume)),
      lost: () => this.#tell('contextlost'),
      restored: () => this.#tell('contextrestored'),
      failed: (error) => {
        for (const view of this.#views) view.tell('error', { error });
      },
    });
  }

  #tell(type: 'contextlost' | 'contextrestored'): void {
    for (const view of this.#views) view.tell(type, {});
  }

  #request(views: readonly View[]): void {
    for (const view of views) this.#changed.add(view);
    if (views.length > 0) this.#frame.request();
  }

  /**
   * A view without a size, or out of sight, stays changed, and is drawn when that ends; a hidden page has no frames. Where drawing is
   * slow (by the CPU, or while shaders compile) the views that have waited longest come first and the rest waits for the next frame.
   */
  #draw(views = [...this.#changed]): void {
    const began = performance.now();
    const unseen: View[] = [];
    let drawn = false;
    for (const view of views) {
      this.#changed.delete(view);
      if (this.#drew(view)) drawn = true;
      else unseen.push(view);
      if (performance.now() - began > BUDGET) break;
    }
    if (this.#changed.size > 0) this.#frame.request();
    for (const view of unseen) if (this.#views.has(view)) this.#changed.add(view);
    if (drawn) this.#stage?.open();
  }

  /** One that cannot be drawn keeps no other from it, and stays changed. */
  #drew(view: View): boolean {
    try {
      return view.draw();
    } catch (cause) {
      view.tell('error', { error: new ResliceError('gpu/unavailable', {}, { cause }) });
      return false;
    }
  }

  /** Disposes its views and gives the context back. Safe to call twice. */
  dispose(): void {
    this.#disposed = true;
    for (const view of this.#views) view.dispose();
    this.#frame.dispose();
    this.#stage?.dispose();
    this.#stage = null;
  }
}

/** Owns what its views share; nothing is made before the first view. */
export const createRenderer = (options: RendererOptions = {}): Renderer => new Renderer(options);
