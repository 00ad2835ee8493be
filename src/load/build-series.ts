// Images of one series -> stacks with their volumes and reports.
import { isResliceError, type ResliceError } from '../errors.ts';
import { groupStacks } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import { sortSlices } from '../series/sort-slices.ts';
import { splitTimes } from '../series/split-times.ts';
import { stackLabels } from '../series/stack-labels.ts';
import { stackReport } from '../series/stack-report.ts';
import { buildVolume } from '../volume/build-volume.ts';
import type { Series, Stack, TimedVolume } from './series.ts';

export async function buildSeries(images: readonly SeriesImage[], pause: () => Promise<void>): Promise<Series> {
  const { seriesInstanceUID, modality, seriesDescription, seriesNumber } = images[0]!.header;
  const built: Omit<Stack, 'label'>[] = [];
  for (const group of groupStacks(images)) built.push(await buildStack(group, pause));
  const labels = stackLabels(
    built.map((stack) => stack.images[0]!),
    built.map((stack) => stack.images.length / Math.max(1, stack.volumes.length)),
  );
  const stacks = built.map((stack, n) => ({ ...stack, label: labels[n]! }));
  return { seriesInstanceUID, modality, description: seriesDescription, number: seriesNumber, stacks };
}

async function buildStack(images: readonly SeriesImage[], pause: () => Promise<void>): Promise<Omit<Stack, 'label'>> {
  const without = (reason: ResliceError): Omit<Stack, 'label'> => ({
    images: images.map((image) => image.header),
    report: null,
    volumes: [],
    volume: null,
    reason,
    pictures: images,
  });
  const { geometryProblem } = images[0]!.header;
  if (geometryProblem) return without(geometryProblem);
  const times = splitTimes(images).map(sortSlices);
  try {
    const volumes: TimedVolume[] = [];
    for (const [time, sorted] of times.entries()) volumes.push({ time, volume: await buildVolume(sorted, pause) });
    const inOrder = times.flatMap((sorted) => sorted.slices.map((image) => image.header));
    return {
      images: inOrder,
      report: stackReport(times[0]!),
      volumes,
      volume: volumes[0]!.volume,
      reason: null,
      pictures: [],
    };
  } catch (error) {
    if (!isResliceError(error) || error.code === 'load/aborted') throw error;
    return without(error);
  }
}
