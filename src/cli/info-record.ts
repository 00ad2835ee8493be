// What `reslice info --json` gives. docs/info.schema.json describes it, and a test holds this to it: whoever changes one changes both.
import type { ResliceError } from '../errors.ts';
import { isNote } from '../load/load-series.ts';
import type { Series, Stack } from '../load/series.ts';
import { volumeStatistics } from '../measure/volume-statistics.ts';

/** Of `histogram`. */
const BINS = 64;

/** Numbers in mm and in modality values; indices are those that `render` takes. */
export const infoRecord = (series: readonly Series[], problems: readonly ResliceError[]) => ({
  series: series.map(seriesRecord),
  problems: problems.map((problem) => ({ code: problem.code, note: isNote(problem), ...problem.at })),
});

function seriesRecord({ seriesInstanceUID, modality, description, number, stacks }: Series, index: number) {
  return { index, seriesInstanceUID, modality, description, number, stacks: stacks.map(stackRecord) };
}

function stackRecord({ label, images, report, volume, volumes, reason }: Stack, index: number) {
  const [first] = images;
  const { rows, columns } = first!.pixels;
  const lossy = images.some((header) => header.lossy);
  const base = {
    index,
    label,
    columns,
    rows,
    lossy,
    images: images.length,
    transferSyntaxUID: first!.transferSyntaxUID,
  };
  if (!volume) return { ...base, volume: null, reason: reason?.message ?? null };
  const { size, pixelSpacing, orientation, modalityRange, storedRange, unit, inverse, windows, voiLuts, slices } =
    volume;
  return {
    ...base,
    times: volumes.length,
    volume: {
      size,
      pixelSpacing,
      orientation,
      unit,
      modalityRange,
      storedRange,
      inverse,
      windows,
      voiLuts: voiLuts.map(({ entries, ...lut }) => ({ ...lut, entries: entries.length })),
      positions: slices.map((slice) => slice.position),
      rescale: slices.map((slice) => [slice.rescaleSlope, slice.rescaleIntercept]),
      files: images.slice(0, size[2]).map(({ file }) => file),
      statistics: volumeStatistics(volume, BINS),
    },
    report,
    volumes: volumes.map(({ time, label, milliseconds, volume, report }) => ({
      time,
      label,
      milliseconds,
      slices: volume.size[2],
      report,
    })),
  };
}
