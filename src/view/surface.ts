// Owns a view's canvas: fills its element, one canvas pixel a device pixel, never smoothed. Pictures are handed to it, not copied.

/** How far off screen it is drawn already, so that who scrolls finds the picture there; the second for boxes that scroll. */
const MARGINS = { rootMargin: '25%', scrollMargin: '25%' };

export class Surface {
  readonly canvas: HTMLCanvasElement;
  readonly #element: HTMLElement;
  readonly #context: ImageBitmapRenderingContext;
  readonly #observer: ResizeObserver;
  readonly #watch: IntersectionObserver;
  readonly #listening = new AbortController();
  readonly #resized: () => void;
  readonly #placed: boolean;
  #scratch: OffscreenCanvasRenderingContext2D | null = null;
  #image: ImageData | null = null;
  #width = 0;
  #height = 0;
  #cssWidth = 0;
  #cssHeight = 0;
  #seen = false;
  #printed = false;

  /**
   * @param resized  called before the next paint whenever the size in device pixels has changed, and before the page is printed
   * @param appeared  called when it comes into sight
   */
  constructor(element: HTMLElement, resized: () => void, appeared: () => void) {
    this.#element = element;
    this.#resized = resized;
    const host = element.ownerDocument.defaultView!;
    this.canvas = element.ownerDocument.createElement('canvas');
    this.canvas.style.cssText =
      'position:absolute;inset:0;width:100%;height:100%;display:block;image-rendering:pixelated';
    // The canvas must take its size from the element and never give it one, so it stands outside the flow.
    // In an element outside the document it is told as ''.
    const { position } = host.getComputedStyle(element);
    this.#placed = (position || element.style.position || 'static') === 'static';
    if (this.#placed) element.style.position = 'relative';
    element.append(this.canvas);
    this.#context = this.canvas.getContext('bitmaprenderer', { alpha: false })!;
    this.#measure(null);
    this.#observer = new ResizeObserver((entries) => {
      if (this.#measure(entries.at(-1)?.devicePixelContentBoxSize?.[0] ?? null)) this.#resized();
    });
    this.#watch = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)!.isIntersecting;
      if (this.#seen) appeared();
    }, MARGINS);
    this.#watch.observe(this.canvas);
    const { signal } = this.#listening;
    // A page is printed with what lies off screen.
    for (const type of ['beforeprint', 'afterprint'])
      host.addEventListener(
        type,
        () => {
          this.#printed = type === 'beforeprint';
          // On paper as on screen: a box that paper makes narrower would squeeze the picture.
          const { style } = this.canvas;
          style.width = this.#printed ? `${this.#cssWidth}px` : '100%';
          style.height = this.#printed ? `${this.#cssHeight}px` : '100%';
          if (this.#printed) resized();
        },
        { signal },
      );
    try {
      this.#observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      // Where browsers do not know device pixels (Safari), a new pixel ratio shows as a resize of the window.
      this.#observer.observe(this.canvas);
      const measure = () => this.#measure(null) && this.#resized();
      host.addEventListener('resize', measure, { signal });
    }
  }

  /** Whether any of it is on screen, or nearly, or on paper; false until the browser has told, within a frame of its making. */
  get seen(): boolean {
    return (this.#seen || this.#printed) && this.#width > 0 && this.#height > 0;
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

  /** Shows a picture, and closes it. */
  show(picture: ImageBitmap): void {
    // What the CPU drew into: bytes that nobody needs while the GPU draws.
    this.#scratch = this.#image = null;
    this.#take(picture);
  }

  /** Shows what `draw` writes: red, green, blue, alpha, length 4·width·height. */
  write(draw: (colors: Uint8ClampedArray) => void): void {
    const [width, height] = [this.#width, this.#height];
    if (this.#image?.width !== width || this.#image.height !== height) {
      // In memory: what stands in for the GPU must not need it.
      this.#scratch = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      this.#image = this.#scratch.createImageData(width, height);
    }
    draw(this.#image.data);
    this.#scratch!.putImageData(this.#image, 0, 0);
    this.#take(this.#scratch!.canvas.transferToImageBitmap());
  }

  #take(picture: ImageBitmap): void {
    // Assigning a size clears the canvas, so it happens only together with a picture.
    if (this.canvas.width !== picture.width) this.canvas.width = picture.width;
    if (this.canvas.height !== picture.height) this.canvas.height = picture.height;
    this.#context.transferFromImageBitmap(picture);
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#observer.disconnect();
    this.#watch.disconnect();
    this.#listening.abort();
    this.#scratch = this.#image = null;
    if (this.#placed && this.canvas.parentNode) this.#element.style.position = '';
    this.canvas.remove();
    this.canvas.width = this.canvas.height = 0;
  }
}

/** The browser's own count where it is one: with an emulated pixel ratio Chromium reports CSS px in its place. */
const devicePixels = (computed: number, told: number | undefined): number =>
  told !== undefined && Math.abs(told - computed) < 2 ? told : Math.round(computed);
