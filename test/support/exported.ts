// A series exported and read again: planes through it, the files that were written, and the volume that our own reader makes of them.
import { type ExportedFile, type ExportOptions, exportPlanes } from '../../src/export/export-planes.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import type { Stack } from '../../src/load/series.ts';
import { dot } from '../../src/math/vec3.ts';
import { coverStack, namedPlane, type PlaneName } from '../../src/plane/named-plane.ts';
import { type Plane, pixelToPatient } from '../../src/plane/plane.ts';
import { planePositions } from '../../src/plane/plane-positions.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Volume } from '../../src/volume/volume.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ExportRequest extends Partial<ExportOptions> {
  readonly plane: PlaneName;
  /** mm between planes and, of a plane that is not acquired, of a pixel. */
  readonly step?: number;
  readonly pixel?: number;
}

export interface Exported {
  readonly source: Stack;
  readonly volume: Volume;
  readonly planes: readonly Plane[];
  readonly files: readonly ExportedFile[];
}

/** Of the first stack of the first series that has a volume. */
export async function exportFrom(inputs: readonly NamedBytes[], request: ExportRequest): Promise<Exported> {
  const { plane: name, step, pixel, interpolation = 'linear', ...options } = request;
  const series = await loadSeries(inputs.map(({ name, bytes }) => ({ name, bytes: bytes.slice() })));
  const source = series.flatMap(({ stacks }) => stacks).find(({ volume }) => volume)!;
  const volume = source.volume!;
  const planes = planePositions(volume, name, step).map((position) => {
    const plane = namedPlane(volume, name, position);
    return pixel === undefined || name === 'acquired' ? plane : coverStack(volume, plane, pixel);
  });
  const sources = source.images
    .slice(0, volume.slices.length)
    .map(({ file }) => inputs.find((input) => input.name === file)!);
  const files: ExportedFile[] = [];
  for await (const file of exportPlanes(volume, planes, sources, { interpolation, label: name, ...options }))
    files.push(file);
  return { source, volume, planes, files };
}

export const readAgain = (files: readonly ExportedFile[]) =>
  loadSeries(files.map(({ bytes }, n) => ({ name: `${n}.dcm`, bytes: bytes.slice() })));

export interface RoundTrip {
  readonly pixels: number;
  readonly outside: number;
  /** Largest |read − drawn|, in steps. */
  readonly worst: number;
  /** Pixels that are outside here and not there. */
  readonly coverage: number;
  /** Largest distance of a slice's first pixel from its plane's, mm. */
  readonly place: number;
}

/** What was drawn beside what the reader made of the files, pixel by pixel, straight out of its stored values. */
export function compareAgain(
  { volume, planes, files }: Exported,
  again: Volume,
  options: Partial<ExportOptions> = {},
): RoundTrip {
  const sampler = createCpuSampler(volume);
  let [pixels, outside, worst, coverage, place] = [0, 0, 0, 0, 0];
  for (const [n, plane] of planes.entries()) {
    const drawn = sampler.values64(plane, { interpolation: 'linear', ...options });
    const origin = pixelToPatient(plane, 0, 0);
    const at = dot(origin, again.orientation.normal);
    const k = again.slices.reduce(
      (best, slice, i) => (Math.abs(slice.position - at) < Math.abs(again.slices[best]!.position - at) ? i : best),
      0,
    );
    const slice = again.slices[k]!;
    place = Math.max(place, Math.hypot(...slice.origin.map((value, axis) => value - origin[axis]!)));
    const length = plane.width * plane.height;
    for (let p = 0; p < length; p++) {
      const stored = again.storedValues[k * length + p]!;
      const missing = slice.padding !== null && stored >= slice.padding[0] && stored <= slice.padding[1];
      const value = stored * slice.rescaleSlope + slice.rescaleIntercept;
      pixels++;
      if (missing) outside++;
      if (missing !== Number.isNaN(drawn[p]!)) coverage++;
      else if (!missing) worst = Math.max(worst, Math.abs(value - drawn[p]!) / files[n]!.step);
    }
  }
  return { pixels, outside, worst, coverage, place };
}

/** Half a step, and what float64 rounds in a value of `largest`. */
export const halfStep = (volume: Volume, step: number): number =>
  0.5 + (1e-12 * Math.max(...volume.modalityRange.map(Math.abs))) / step;
