// Images of one series -> stacks with their volumes and reports.
import { isResliceError, ResliceError } from '../errors.ts';
import { groupStacks } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import { sortSlices } from '../series/sort-slices.ts';
import { splitTimes } from '../series/split-times.ts';
import { stackReport } from '../series/stack-report.ts';
import { buildVolume } from '../volume/build-volume.ts';
import type { Series, Stack, TimedVolume } from './series.ts';

export async function buildSeries(images: readonly SeriesImage[], pause: () => Promise<void>): Promise<Series> {
  const { seriesInstanceUID, modality, seriesDescription, seriesNumber } = images[0]!.header;
  const stacks: Stack[] = [];
  for (const group of groupStacks(images)) stacks.push(await buildStack(group, pause));
  return { seriesInstanceUID, modality, description: seriesDescription, number: seriesNumber, stacks };
}

async function buildStack(images: readonly SeriesImage[], pause: () => Promise<void>): Promise<Stack> {
  const { rows, columns, numberOfFrames } = images[0]!.header.pixels;
  const labelOf = (slices: number): string => `${slices} × ${columns} × ${rows}`;
  const without = (reason: ResliceError): Stack => ({
    label: labelOf(images.length),
    images: images.map((image) => image.header),
    report: null,
    volumes: [],
    volume: null,
    reason,
    pictures: images,
  });
  const { geometryProblem, file } = images[0]!.header;
  if (geometryProblem) return without(geometryProblem);
  if (numberOfFrames > 1) {
    return without(
      new ResliceError('dicom/bad-value', { file, detail: 'several frames, and one position for all of them' }),
    );
  }
  const times = splitTimes(images).map(sortSlices);
  try {
    const volumes: TimedVolume[] = [];
    for (const [time, sorted] of times.entries()) volumes.push({ time, volume: await buildVolume(sorted, pause) });
    const inOrder = times.flatMap((sorted) => sorted.slices.map((image) => image.header));
    const report = stackReport(times[0]!);
    const label = labelOf(times[0]!.slices.length);
    return { label, images: inOrder, report, volumes, volume: volumes[0]!.volume, reason: null, pictures: [] };
  } catch (error) {
    if (!isResliceError(error) || error.code === 'load/aborted') throw error;
    return without(error);
  }
}
