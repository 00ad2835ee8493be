// What scanners write of time, the most telling first.
import type { ImageHeader } from '../dicom/image-header.ts';
import { type Coverage, MOSTLY, type NumberOf, type Part, partByRank, partByValue } from './part-places.ts';
import type { Place } from './sort-slices.ts';

export interface TimeKey {
  /** For people, for example 'trigger time'. */
  readonly name: string;
  /** Where its values are ms. */
  readonly clock: Clock | null;
  part(places: readonly Place[]): readonly Part[] | null;
}

/** A clock of ms; `absolute` ones count from a moment that means nothing. */
export interface Clock {
  readonly name: string;
  readonly absolute: boolean;
  readonly numberOf: NumberOf;
}

/** As sure as a number can be that often counts something else: half of the slices, a second range of them. */
const UNSURE: Coverage = { most: 0.5, mean: 2 / 3 };

const identity = (name: string, numberOf: NumberOf, least = MOSTLY): TimeKey => ({
  name,
  clock: null,
  part: (places) => partByValue(places, numberOf, least),
});

const rank = (name: string, numberOf: NumberOf, clock: Clock | null = null): TimeKey => ({
  name,
  clock,
  part: (places) => partByRank(places, numberOf),
});

/** Trigger times and the like differ from place to place: their rank is the time. Source: DICOM PS3.3 C.7.6.16.2.2, C.8.3.1, C.8.9.4 */
export const CLOCKS: readonly Clock[] = [
  { name: 'trigger time', absolute: false, numberOf: (header) => header.triggerTime },
  { name: 'time offset', absolute: false, numberOf: (header) => header.temporalPositionTimeOffset },
  { name: 'frame reference time', absolute: false, numberOf: (header) => header.frameReferenceTime },
  { name: 'reference time', absolute: true, numberOf: (header) => header.frameReferenceDateTime },
  { name: 'acquisition time', absolute: true, numberOf: (header) => header.acquisitionDateTime },
  { name: 'content time', absolute: true, numberOf: (header) => header.contentDateTime },
];

const acquisition: NumberOf = (header) => header.acquisitionNumber;

/** @param header  of any of the images: the dimensions are those of its object */
export function timeKeysOf({ dimensions }: ImageHeader): readonly TimeKey[] {
  const own = dimensions.filter(({ kind }) => kind === 'time').map(({ name }) => identity(name, indexIn(name)));
  const clocks = (absolute: boolean): readonly TimeKey[] =>
    CLOCKS.filter((clock) => clock.absolute === absolute).map((clock) => rank(clock.name, clock.numberOf, clock));
  return [
    ...own,
    // Often 1 everywhere, and then they tell nothing.
    identity('temporal position', (header) => header.temporalPositionIdentifier),
    identity('phase', (header) => header.phaseNumber),
    ...clocks(false),
    identity('acquisition', acquisition, UNSURE),
    rank('acquisition', acquisition),
    // Images that are copies of each other differ in these too, so they come last.
    ...clocks(true),
  ];
}

/** An object's own index in one of its dimensions. */
export const indexIn =
  (name: string): NumberOf =>
  ({ dimensions }) =>
    dimensions.find((dimension) => dimension.name === name)?.index ?? null;
