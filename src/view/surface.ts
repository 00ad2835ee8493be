// Owns a view's 2D canvas: fills its element, one canvas pixel a device pixel, never smoothed.

/** How far off screen it is drawn already, so that who scrolls finds the picture there; the second for boxes that scroll. */
const MARGINS = { rootMargin: '25%', scrollMargin: '25%' };

export class Surface {
  readonly canvas: HTMLCanvasElement;
  readonly #element: HTMLElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #observer: ResizeObserver;
  readonly #watch: IntersectionObserver;
  readonly #listening = new AbortController();
  readonly #resized: () => void;
  readonly #placed: boolean;
  #image: ImageData | null = null;
  #width = 0;
  #height = 0;
  #cssWidth = 0;
  #cssHeight = 0;
  #seen = false;

  /**
   * @param resized  called before the next paint whenever the size in device pixels has changed
   * @param appeared  called when it comes into sight
   */
  constructor(element: HTMLElement, resized: () => void, appeared: () => void) {
    this.#element = element;
    this.#resized = resized;
    const host = element.ownerDocument.defaultView!;
    this.canvas = element.ownerDocument.createElement('canvas');
    Object.assign(this.canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      display: 'block',
      imageRendering: 'pixelated',
    });
    // The canvas must take its size from the element and never give it one, so it stands outside the flow.
    // In an element outside the document it is told as ''.
    const { position } = host.getComputedStyle(element);
    this.#placed = (position || element.style.position || 'static') === 'static';
    if (this.#placed) element.style.position = 'relative';
    element.append(this.canvas);
    this.#context = this.canvas.getContext('2d', { alpha: false })!;
    this.#measure(null);
    this.#observer = new ResizeObserver((entries) => {
      if (this.#measure(entries.at(-1)?.devicePixelContentBoxSize?.[0] ?? null)) this.#resized();
    });
    this.#watch = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)!.isIntersecting;
      if (this.#seen) appeared();
    }, MARGINS);
    this.#watch.observe(this.canvas);
    try {
      this.#observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      // Where browsers do not know device pixels (Safari), a new pixel ratio shows as a resize of the window.
      this.#observer.observe(this.canvas);
      const measure = () => this.#measure(null) && this.#resized();
      host.addEventListener('resize', measure, { signal: this.#listening.signal });
    }
  }

  /** Whether any of it is on screen, or nearly; false until the browser has told, within a frame of its making. */
  get seen(): boolean {
    return this.#seen && this.#width > 0 && this.#height > 0;
  }

  /** Device pixels; 0 while the element is not laid out. */
  get width(): number {
    return this.#width;
  }
  get height(): number {
    return this.#height;
  }
  /** Device pixels per CSS px, each way. */
  get ratio(): readonly [across: number, down: number] {
    return [this.#width / (this.#cssWidth || 1) || 1, this.#height / (this.#cssHeight || 1) || 1];
  }

  #measure(exact: ResizeObserverSize | null): boolean {
    const box = this.canvas.getBoundingClientRect();
    const ratio = this.#element.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const [width, height] = [this.#width, this.#height];
    this.#cssWidth = this.canvas.clientWidth || box.width;
    this.#cssHeight = this.canvas.clientHeight || box.height;
    this.#width = devicePixels(this.#cssWidth * ratio, exact?.inlineSize);
    this.#height = devicePixels(this.#cssHeight * ratio, exact?.blockSize);
    return this.#width !== width || this.#height !== height;
  }

  /** Shows the lower left of another canvas, which must hold a picture of this size there. */
  copyFrom(source: HTMLCanvasElement): void {
    this.#fitCanvas();
    // What the CPU drew into: 4 bytes a pixel that nobody needs while the GPU draws.
    this.#image = null;
    const { width, height } = this.canvas;
    this.#context.imageSmoothingEnabled = false;
    this.#context.drawImage(source, 0, source.height - height, width, height, 0, 0, width, height);
  }

  /** Shows levels, length width·height. */
  putLevels(levels: Uint8Array): void {
    this.putColors(({ buffer }) => {
      const pixels = new Uint32Array(buffer);
      // Every browser runs little-endian: 0xAABBGGRR.
      for (let p = 0; p < pixels.length; p++) pixels[p] = 0xff000000 | (levels[p]! * 0x010101);
    });
  }

  /** Shows what `write` writes: red, green, blue, alpha, length 4·width·height. */
  putColors(write: (colors: Uint8ClampedArray) => void): void {
    this.#fitCanvas();
    const { width, height } = this.canvas;
    if (this.#image?.width !== width || this.#image.height !== height)
      this.#image = this.#context.createImageData(width, height);
    write(this.#image.data);
    this.#context.putImageData(this.#image, 0, 0);
  }

  /** Assigning a size clears the canvas, so it happens only together with a picture. */
  #fitCanvas(): void {
    if (this.canvas.width !== this.#width) this.canvas.width = this.#width;
    if (this.canvas.height !== this.#height) this.canvas.height = this.#height;
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#observer.disconnect();
    this.#watch.disconnect();
    this.#listening.abort();
    this.#image = null;
    if (this.#placed && this.canvas.parentNode) this.#element.style.position = '';
    this.canvas.remove();
    this.canvas.width = this.canvas.height = 0;
  }
}

/** The browser's own count where it is one: with an emulated pixel ratio Chromium reports CSS px in its place. */
const devicePixels = (computed: number, told: number | undefined): number =>
  told !== undefined && Math.abs(told - computed) < 2 ? told : Math.round(computed);
