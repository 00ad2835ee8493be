// Owns the sheet: the voxel plane at a constant column or row, drawn once at its own grid (column or row × slice).
// A sagittal picture of an axial stack fetches down columns, each fetch a whole row apart in memory; the sheet does that once a
// voxel instead of eight times a pixel. It holds stored values, so windows, zoom and pan reuse it.
import type { PlaneToStack } from '../../plane/plane-to-stack.ts';
import type { SliceTable } from '../../volume/slice-table.ts';
import type { Volume } from '../../volume/volume.ts';
import type { GpuDevice } from './device.ts';
import { Target } from './target.ts';
import type { Program, UniformValue } from './uniforms.ts';

export type SheetAxis = 'column' | 'row';

interface Region {
  readonly x0: number;
  readonly x1: number;
  readonly k0: number;
  readonly k1: number;
}

/** The axis that stays constant over the plane, if one does. */
export function constantAxis(map: PlaneToStack): SheetAxis | null {
  if (map.parallel) return null;
  if (map.column.perI === 0 && map.column.perJ === 0) return 'column';
  if (map.row.perI === 0 && map.row.perJ === 0) return 'row';
  return null;
}

export class Sheet {
  readonly #device: GpuDevice;
  readonly #target: Target;
  #axis: SheetAxis | null = null;
  #at = Number.NaN;
  #drawn: Region = { x0: 0, x1: 0, k0: 0, k1: 0 };

  constructor(device: GpuDevice, weighted: boolean) {
    this.#device = device;
    this.#target = new Target(device.gl, weighted ? 'RG32UI' : 'R32UI');
  }

  get texture(): WebGLTexture | null {
    return this.#target.texture;
  }

  /**
   * Whether a sheet serves this plane: it costs 2 fetches a voxel of the visible part and saves 4 a pixel. One that is drawn
   * already costs nothing.
   */
  pays(axis: SheetAxis, map: PlaneToStack, width: number, height: number, volume: Volume, table: SliceTable): boolean {
    const region = visible(axis, map, width, height, volume, table);
    if (this.#holds(axis, map[axis].origin, region)) return true;
    return (region.x1 - region.x0) * (region.k1 - region.k0) * 2 <= width * height * 3;
  }

  /** Draws what the plane shows, unless it is there. Leaves its own framebuffer bound. @returns whether it drew */
  draw(
    axis: SheetAxis,
    map: PlaneToStack,
    width: number,
    height: number,
    volume: Volume,
    table: SliceTable,
    program: Program,
    uniforms: Readonly<Record<string, UniformValue>>,
  ): boolean {
    const region = visible(axis, map, width, height, volume, table);
    if (this.#holds(axis, map[axis].origin, region)) return false;
    const { gl } = this.#device;
    this.#target.bind(Math.max(volume.size[0], volume.size[1]), volume.size[2]);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(region.x0, region.k0, region.x1 - region.x0, region.k1 - region.k0);
    this.#device.draw(program, uniforms);
    gl.disable(gl.SCISSOR_TEST);
    this.#axis = axis;
    this.#at = map[axis].origin;
    this.#drawn = region;
    return true;
  }

  #holds(axis: SheetAxis, at: number, { x0, x1, k0, k1 }: Region): boolean {
    const drawn = this.#drawn;
    return (
      axis === this.#axis && at === this.#at && x0 >= drawn.x0 && x1 <= drawn.x1 && k0 >= drawn.k0 && k1 <= drawn.k1
    );
  }

  /** Safe to call twice. */
  dispose(): void {
    this.#target.dispose();
    this.#axis = null;
  }
}

/** The voxels that a picture of width × height can touch: its corners' extremes, and a pixel more for rounding and taps. */
function visible(
  axis: SheetAxis,
  map: PlaneToStack,
  width: number,
  height: number,
  volume: Volume,
  table: SliceTable,
): Region {
  const along = axis === 'column' ? map.row : map.column;
  const offsets = axis === 'column' ? table.rowOffset : table.columnOffset;
  const length = axis === 'column' ? volume.size[1] : volume.size[0];
  let [low, high, below, above] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let corner = 0; corner < 4; corner++) {
    const i = corner & 1 ? width - 1 : 0;
    const j = corner & 2 ? height - 1 : 0;
    const at = along.perI * i + along.perJ * j + along.origin;
    const mm = map.mm.perI * i + map.mm.perJ * j + map.mm.origin;
    low = Math.min(low, at);
    high = Math.max(high, at);
    below = Math.min(below, mm);
    above = Math.max(above, mm);
  }
  const last = table.mm.length - 1;
  let k0 = 0;
  while (k0 < last && table.mm[k0 + 1]! <= below) k0++;
  let k1 = last;
  while (k1 > k0 && table.mm[k1 - 1]! >= above) k1--;
  k0 = Math.max(0, k0 - 1);
  k1 = Math.min(last, k1 + 1);
  let [least, most] = [Infinity, -Infinity];
  for (let k = k0; k <= k1; k++) {
    least = Math.min(least, offsets[k]!);
    most = Math.max(most, offsets[k]!);
  }
  const clamp = (x: number): number => Math.min(Math.max(x, 0), length);
  return { x0: clamp(Math.floor(low - most) - 2), x1: clamp(Math.ceil(high - least) + 3), k0, k1: k1 + 1 };
}
