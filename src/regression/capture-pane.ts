// What a page's element shows: its pixels as they are on the canvas, and the state that drew them. Of Playwright only the shape of a
// locator is known here.
import { ResliceError } from '../errors.ts';
import type { Plane } from '../plane/plane.ts';
import type { DrawnPlane } from './actual-plane.ts';

/** A Playwright `Locator`, or an `ElementHandle`: all that is asked of it. */
export interface ElementPlace {
  evaluate(
    run: (element: HTMLElement, argument: PageArgument) => Promise<PageAnswer>,
    argument: PageArgument,
  ): Promise<PageAnswer>;
}

interface PageArgument {
  readonly pane: string | null;
  readonly timeout: number;
}

/** What can be handed over between a page and Node; or why there is nothing. */
type PageAnswer = (Omit<CapturedPane, 'colors'> & { readonly pixels: string }) | { readonly fault: string };

export interface CaptureOptions {
  /** Of `<reslice-mpr>`: which of its panes. */
  readonly pane?: 'axial' | 'sagittal' | 'coronal' | 'oblique';
  /** ms until the whole volume is there and its picture stands; 30 000 where absent. */
  readonly timeout?: number;
}

/** Ready for the matchers, but for the volume: the one that Node has read. */
export interface CapturedPane extends DrawnPlane {
  readonly plane: Plane;
  readonly colors: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly drawnBy: 'cpu' | 'gpu';
  readonly shownVolume: NonNullable<DrawnPlane['shownVolume']>;
}

/**
 * The picture of a `<reslice-view>`, or of a pane of a `<reslice-mpr>`, in device pixels, once its whole volume is shown and two frames
 * have brought nothing new. What lies over it, lines and words, is not in it. The element must be in sight: what is not is not drawn.
 * @throws ResliceError 'use/bad-argument' where the element is neither, or shows nothing in time
 */
export async function capturePane(place: ElementPlace, options: CaptureOptions = {}): Promise<CapturedPane> {
  const { pane = null, timeout = 30_000 } = options;
  const captured = await place.evaluate(inPage, { pane, timeout });
  if ('fault' in captured) throw new ResliceError('use/bad-argument', { detail: captured.fault });
  const { pixels, ...rest } = captured;
  const colors = new Uint8Array(Buffer.from(pixels, 'base64'));
  return { ...rest, colors };
}

/** What of the element is looked at: the library's classes are not imported, they live in the page. */
interface ShownView {
  readonly canvas: HTMLCanvasElement;
  readonly plane: Plane;
  readonly drawnBy: 'cpu' | 'gpu';
  readonly cpuReason: string | null;
  readonly volume: CapturedPane['shownVolume'];
  snapshot(): Promise<unknown>;
  readonly state: Required<Pick<CapturedPane, 'interpolation' | 'slab' | 'window' | 'invert' | 'colormap'>>;
}

/** Runs in the page, written there as text: it knows nothing outside of itself. */
async function inPage(element: HTMLElement, { pane, timeout }: PageArgument): Promise<PageAnswer> {
  const host = element as HTMLElement & {
    readonly view?: ShownView | null;
    readonly views?: Readonly<Record<string, ShownView>> | null;
  };
  const name = element.localName;
  if (!('view' in host) && !('views' in host))
    return { fault: `<${name}> is neither a reslice-view nor a reslice-mpr` };
  if ('views' in host && !pane) return { fault: `a <${name}> has several panes: say which, pane` };
  if (!('views' in host) && pane) return { fault: `a <${name}> has one picture, and no pane ${pane}` };
  const viewOf = (): ShownView | null => host.view ?? (pane ? host.views?.[pane] : null) ?? null;
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  /** What would have to be drawn anew if it were another. */
  const shown = (view: ShownView): string =>
    JSON.stringify([view.plane, view.state, view.drawnBy, view.cpuReason, view.volume.size, view.canvas.width]);

  const end = performance.now() + timeout;
  let view = viewOf();
  for (let still = ''; ; ) {
    await frame();
    await frame();
    view = viewOf();
    // While data come there is less of them, and while they go up to the GPU the CPU draws.
    const loading = host.shadowRoot?.querySelector('[role="progressbar"]:not([hidden])');
    if (view && view.canvas.width > 1 && view.cpuReason !== 'uploading' && !loading) {
      // Until a colour map is there the picture before it stands; a snapshot waits for the map.
      if (view.state.colormap !== 'grey') await view.snapshot();
      const now = shown(view);
      if (now === still) break;
      still = now;
    }
    if (performance.now() > end) return { fault: `<${name}> shows no whole picture within ${timeout} ms` };
  }
  const { canvas, plane, drawnBy, volume, state } = view;
  const { width, height } = canvas;
  // A copy: a view's own canvas cannot be read.
  const copy = new OffscreenCanvas(width, height);
  const context = copy.getContext('2d', { alpha: false, willReadFrequently: true })!;
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let p = 0; p < data.length; p += 8192) text += String.fromCharCode(...data.subarray(p, p + 8192));
  const { interpolation, slab, window, invert, colormap } = state;
  const { size, unit, modalityRange } = volume;
  return {
    ...{ width, height, plane, drawnBy, interpolation, slab, window, invert, colormap },
    shownVolume: { size, unit, modalityRange },
    pixels: btoa(text),
  };
}
