// Images of one series -> stacks with their volumes and reports.
import type { ImageHeader } from '../dicom/image-header.ts';
import { isResliceError, type ResliceError } from '../errors.ts';
import { groupStacks } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import { joinReports } from '../series/join-reports.ts';
import { sortSlices } from '../series/sort-slices.ts';
import { splitTimes } from '../series/split-times.ts';
import { stackLabels } from '../series/stack-labels.ts';
import { stackReport } from '../series/stack-report.ts';
import { buildVolume, type Pause } from '../volume/build-volume.ts';
import type { Series, Stack, TimedVolume } from './series.ts';

export async function buildSeries(images: readonly SeriesImage[], pause: Pause): Promise<Series> {
  const { seriesInstanceUID, modality, seriesDescription, seriesNumber } = images[0]!.header;
  const built: Omit<Stack, 'label'>[] = [];
  for (const group of groupStacks(images)) built.push(await buildStack(group, pause));
  const labels = stackLabels(
    built.map((stack) => stack.images[0]!),
    built.map(
      ({ images, volumes }) => volumes.reduce((most, { volume }) => Math.max(most, volume.size[2]), 0) || images.length,
    ),
  );
  const stacks = built.map((stack, n) => ({ ...stack, label: labels[n]! }));
  return { seriesInstanceUID, modality, description: seriesDescription, number: seriesNumber, stacks };
}

async function buildStack(images: readonly SeriesImage[], pause: Pause): Promise<Omit<Stack, 'label'>> {
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
  try {
    const headers: ImageHeader[] = [];
    const volumes: TimedVolume[] = [];
    for (const [time, stackTime] of splitTimes(images).entries()) {
      const { label, milliseconds } = stackTime;
      const sorted = sortSlices(stackTime.images);
      const report = stackReport(sorted, stackTime);
      headers.push(...sorted.slices.map((image) => image.header));
      volumes.push({ time, label, milliseconds, volume: await buildVolume(sorted, pause), report });
    }
    return {
      images: headers,
      report: joinReports(volumes.map(({ report }) => report)),
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
