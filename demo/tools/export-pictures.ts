// Pictures as files: what the CPU reference draws of them. Their names say which plane, and of no patient anything.
import type { Pictures, PlaneKey } from '../app/pictures.ts';
import { PLANES } from '../app/pictures.ts';
import { el } from '../ui/dom.ts';
import { composePng } from './compose-png.ts';

export interface PictureFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Between the planes, as on the page: `--reslice-ground`. */
const GROUND = [11, 13, 16] as const;

const pngOf = ({ mpr, acquired }: Pictures, pane: PlaneKey, overlays: boolean): Promise<Uint8Array> =>
  pane === 'acquired' ? acquired.snapshot({ overlays }) : mpr.snapshot({ pane, overlays });

/** @throws ResliceError as `snapshot` of the elements */
export async function activePicture(pictures: Pictures, overlays: boolean): Promise<PictureFile> {
  const { active } = pictures;
  return { name: `reslice-${active}.png`, bytes: await pngOf(pictures, active, overlays) };
}

/** Every plane that is seen, where it is seen, in device pixels; null where none is. @throws ResliceError as `snapshot` of the elements */
export async function wholeLayout(pictures: Pictures, overlays: boolean): Promise<PictureFile | null> {
  const seen = PLANES.flatMap((pane) => {
    const canvas = pictures.viewOf(pane)?.canvas;
    if (!canvas?.checkVisibility()) return [];
    const { left, top } = canvas.getBoundingClientRect();
    return [{ pane, left, top, width: canvas.width, height: canvas.height }];
  });
  if (seen.length === 0) return null;
  // Laid out now: who resizes meanwhile gets what was there when they asked.
  const [left, top] = [Math.min(...seen.map((each) => each.left)), Math.min(...seen.map((each) => each.top))];
  const placed = seen.map((each) => ({
    ...each,
    left: Math.round((each.left - left) * devicePixelRatio),
    top: Math.round((each.top - top) * devicePixelRatio),
  }));
  const width = Math.max(...placed.map((each) => each.left + each.width));
  const height = Math.max(...placed.map((each) => each.top + each.height));
  const pngs = await Promise.all(
    placed.map(async ({ pane, ...place }) => ({ ...place, png: await pngOf(pictures, pane, overlays) })),
  );
  return { name: 'reslice-layout.png', bytes: await composePng(pngs, width, height, GROUND) };
}

export function saveFile({ name, bytes }: PictureFile): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
  el('a', { href: url, download: name }).click();
  // Not at once: some browsers begin to read only after this.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
