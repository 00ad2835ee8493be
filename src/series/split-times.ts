// One stack at several times: images at the same places, told apart by what the scanner wrote of time.
import type { SeriesImage } from './image.ts';
import { median } from './median.ts';
import { type Place, placesOf } from './sort-slices.ts';
import { CLOCKS, type TimeKey, timeKeysOf } from './time-keys.ts';

export interface StackTime {
  readonly images: readonly SeriesImage[];
  /** What tells it from the others, for example 'trigger time 322 ms'; empty for the only one. */
  readonly label: string;
  /** On the trigger's or the series' clock, or after the first time; null where no clock tells. */
  readonly milliseconds: number | null;
  /** One image of each place of the stack that has none at this time. */
  readonly lacking: readonly SeriesImage[];
  /** Whether some of its images may be another time's: where a place lacks some, the rest do not say which. */
  readonly guessed: boolean;
}

/**
 * @param images  one stack, each with geometry
 * @returns the images of each time, in order of time; all in one where nothing tells them apart (they are duplicates then)
 */
export function splitTimes(images: readonly SeriesImage[]): readonly StackTime[] {
  const times = split(images, timeKeysOf(images[0]!.header));
  if (times.length === 1) return [{ images, label: '', milliseconds: null, lacking: [], guessed: false }];
  const { places } = placesOf(images);
  const milliseconds = clockOf(times);
  return times.map(({ images, traits, guessed }, n) => ({
    images,
    label: traits.map((trait, k) => traitText(trait, times[0]!.traits[k]!.value)).join(', '),
    milliseconds: milliseconds?.[n] ?? null,
    lacking: lackingOf(places, images),
    guessed,
  }));
}

interface Trait {
  readonly key: TimeKey;
  readonly value: number;
}

interface Time {
  readonly images: readonly SeriesImage[];
  /** The keys that led to it, the slowest first. */
  readonly traits: readonly Trait[];
  readonly guessed: boolean;
}

const round = (value: number): number => Number(value.toFixed(2));

function traitText({ key, value }: Trait, first: number): string {
  if (!key.clock) return `${key.name} ${round(value)}`;
  return key.clock.absolute ? `${key.name} + ${round(value - first)} ms` : `${key.name} ${round(value)} ms`;
}

/** What the first clock says that every image has and that goes on from time to time; the middle of its slices. */
function clockOf(times: readonly Time[]): readonly number[] | null {
  for (const { numberOf, absolute } of CLOCKS) {
    const values = times.map(({ images }) => images.map(({ header }) => numberOf(header)));
    if (values.some((at) => at.includes(null))) continue;
    const middles = values.map((at) => median(at as number[])!);
    const first = absolute ? middles[0]! : 0;
    if (middles.every((middle, n) => n === 0 || middle > middles[n - 1]!))
      return middles.map((ms) => round(ms - first));
  }
  return null;
}

/** By the first key that parts them; each part by the keys after it, as heart phases within repetitions. */
function split(images: readonly SeriesImage[], keys: readonly TimeKey[]): readonly Time[] {
  const { places } = placesOf(images);
  if (places.every((place) => place.images.length === 1)) return [{ images, traits: [], guessed: false }];
  for (const [n, key] of keys.entries()) {
    const parts = key.part(places);
    if (!parts) continue;
    return parts.flatMap(({ images, value, guessed = false }) =>
      split(images, keys.slice(n + 1)).map((time) => ({
        images: time.images,
        traits: [{ key, value }, ...time.traits],
        guessed: guessed || time.guessed,
      })),
    );
  }
  return [{ images, traits: [], guessed: false }];
}

function lackingOf(places: readonly Place[], images: readonly SeriesImage[]): readonly SeriesImage[] {
  const here = new Set(images);
  return places.filter((place) => !place.images.some((image) => here.has(image))).map((place) => place.images[0]!);
}
