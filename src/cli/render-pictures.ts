// A volume and what is asked for -> the bytes of each file, one after the other.

import type { Plane } from '../plane/plane.ts';
import { planePositions, spreadPositions } from '../plane/plane-positions.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import { grey16 } from '../sampler/grey-16.ts';
import { npyBytes } from '../sampler/npy-bytes.ts';
import { resolveWindow } from '../volume/resolve-window.ts';
import type { Volume } from '../volume/volume.ts';
import { type Cells, layOut } from './montage.ts';
import { outputNames } from './output-names.ts';
import { badUse, MOST_PIXELS } from './parse-options.ts';
import { renderPlane } from './render-plane.ts';
import type { RenderRequest } from './render-request.ts';

export interface RenderedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** No pixel has a value. */
  readonly blank: boolean;
}

/** The planes that are drawn, in the order of their positions. @throws ResliceError 'use/bad-argument' */
export function planesOf(volume: Volume, { where, several }: RenderRequest): readonly Plane[] {
  if (!several) return [renderPlane(volume, where)];
  const name = where.plane ?? 'acquired';
  const positions =
    several.kind === 'montage'
      ? spreadPositions(volume, name, several.columns * several.rows)
      : planePositions(volume, name, several.step);
  return positions.map((position) => renderPlane(volume, { ...where, position }));
}

/** The files that `renderPictures` gives, in its order. @throws ResliceError 'use/bad-argument' */
export function pictureNames(volume: Volume, request: RenderRequest): readonly string[] {
  const { several, out } = request;
  return several?.kind === 'all' ? outputNames(out, planesOf(volume, request).length).names : [out];
}

/** @throws ResliceError 'use/bad-argument', 'voi/bad-value' */
export async function* renderPictures(volume: Volume, request: RenderRequest): AsyncGenerator<RenderedFile> {
  const { several, out } = request;
  const planes = planesOf(volume, request);
  const draw = drawer(volume, request);
  if (several?.kind === 'montage') {
    const [{ width, height }] = planes as readonly [Plane];
    const [across, down] = [width * several.columns, height * several.rows];
    if (across > MOST_PIXELS || down > MOST_PIXELS)
      throw badUse(
        `the montage would be ${across}x${down}: at most ${MOST_PIXELS} pixels each way, give --size for a tile`,
      );
    const tiles = planes.map(draw);
    const cells = layOut(
      tiles.map((tile) => tile.cells),
      several.columns,
      several.rows,
      width,
      height,
    );
    yield { name: out, bytes: await encode(cells, across, down), blank: tiles.every((tile) => tile.blank()) };
    return;
  }
  const names = pictureNames(volume, request);
  for (const [n, plane] of planes.entries()) {
    const { cells, blank } = draw(plane);
    yield { name: names[n]!, bytes: await encode(cells, plane.width, plane.height), blank: blank() };
  }
}

function drawer(volume: Volume, { format, depth, options, window, colormap }: RenderRequest) {
  const sampler = createCpuSampler(volume);
  // One window for all of them, looked for once: `auto` counts every voxel.
  const shown = format === 'npy' ? null : { ...options, colormap, window: resolveWindow(volume, window) };
  const cellsOf = (plane: Plane): Cells => {
    if (!shown) return sampler.values(plane, options);
    if (depth === 16) return grey16(volume, sampler.values64(plane, options), shown);
    return colormap ? sampler.colors(plane, shown) : sampler.levels(plane, shown);
  };
  return (plane: Plane): { readonly cells: Cells; blank(): boolean } => {
    const cells = cellsOf(plane);
    // Black has other reasons too: only then are a picture's values looked at.
    return { cells, blank: () => isBlack(cells) && sampler.values(plane, options).every(Number.isNaN) };
  };
}

/** Of values: none; of levels and colours: black. */
const isBlack = (cells: Cells): boolean =>
  cells instanceof Float32Array
    ? cells.every(Number.isNaN)
    : cells.every((part, n) => part === 0 || (cells instanceof Uint8ClampedArray && n % 4 === 3));

const encode = async (cells: Cells, width: number, height: number): Promise<Uint8Array> =>
  cells instanceof Float32Array
    ? npyBytes(cells, width, height)
    : (await import('../sampler/png-bytes.ts')).pngBytes(cells, width, height);
