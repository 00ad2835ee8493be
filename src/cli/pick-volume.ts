// Which of the volumes found is drawn. N counts from 0.
import type { ImageHeader } from '../dicom/image-header.ts';
import { ResliceError } from '../errors.ts';
import type { Series, Stack } from '../load/series.ts';
import type { Volume } from '../volume/volume.ts';
import { badUse } from './parse-options.ts';

export interface Pick {
  /** Index or SeriesInstanceUID; may be left out where only one series holds a volume. */
  readonly series?: string;
  readonly stack?: number;
  readonly time?: number;
}

/** As `pickImages`. */
export const pickVolume = (all: readonly Series[], pick: Pick): Volume => pickImages(all, pick).volume;

export interface Picked {
  readonly volume: Volume;
  /** One a slice. */
  readonly images: readonly ImageHeader[];
}

/** @throws ResliceError 'use/bad-argument' where the choice is none; the stack's reason where it holds no volume */
export function pickImages(all: readonly Series[], pick: Pick): Picked {
  const series = pickSeries(all, pick.series);
  const index = pick.stack ?? 0;
  const stack = series.stacks[index];
  if (!stack) throw badUse(`--stack ${index}: the series holds ${count(series.stacks.length, 'stack')}`);
  const time = pick.time ?? 0;
  const timed = stack.volumes[time];
  if (timed) {
    const { volume } = timed;
    const before = stack.volumes.slice(0, time).reduce((sum, other) => sum + other.volume.size[2], 0);
    return { volume, images: stack.images.slice(before, before + volume.size[2]) };
  }
  if (stack.volumes.length > 0) throw badUse(`--time ${time}: the stack holds ${count(stack.volumes.length, 'time')}`);
  throw stack.reason ?? new ResliceError('load/unreadable', { detail: 'the stack holds no volume' });
}

function pickSeries(all: readonly Series[], asked: string | undefined): Series {
  if (asked !== undefined) {
    const found = /^\d{1,6}$/.test(asked)
      ? all[Number(asked)]
      : all.find((series) => series.seriesInstanceUID === asked);
    if (!found) throw badUse(`--series ${asked}: there are ${list(all)}`);
    return found;
  }
  const [only, ...more] = all.length === 1 ? all : all.filter(({ stacks }) => stacks.some(hasVolume));
  if (!only || more.length > 0) throw badUse(`--series is needed: there are ${list(all)}`);
  return only;
}

const hasVolume = (stack: Stack): boolean => stack.volume !== null;
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const list = (all: readonly Series[]): string =>
  all
    .map(
      ({ modality, description, stacks }, n) =>
        `${n} (${[modality, description].filter(Boolean).join(' ')}: ${stacks.map((stack) => stack.label).join(', ')})`,
    )
    .join('; ');
