// The side view for those who do not see it, and what its colours stand for.
import type { CurrentSlice } from '../app/current-slice.ts';
import { number } from '../ui/format.ts';
import type { StackProfile } from './stack-profile.ts';

type Shown = Pick<CurrentSlice, 'volume' | 'report' | 'index' | 'position'>;

export const sliceWords = ({ volume, index }: Shown): string =>
  `Slice ${index + 1} of ${volume.size[2]}, at ${number(volume.slices[index]!.position, 1)} mm along the stack`;

export function profileWords(profile: StackProfile, shown: Shown): string {
  const { tiltDegrees, missing } = shown.report;
  const [least, most] = profile.extent.along;
  return [
    `Side view: ${counted(shown.volume.size[2], 'slice')} over ${number(most - least, 1)} mm`,
    tiltDegrees > 0.1 ? `leaning ${tiltDegrees.toFixed(1)}°` : 'upright',
    ...legendOf(profile)
      .filter(({ kind }) => kind !== 'missing')
      .map(({ kind }) => `with ${kind === 'gap' ? 'gaps' : 'overlaps'}`),
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    sliceWords(shown),
  ].join(', ');
}

export interface LegendEntry {
  readonly kind: 'gap' | 'overlap' | 'missing';
  readonly words: string;
}

/** Only what is there. */
export function legendOf({ gaps, overlaps, missing }: StackProfile): readonly LegendEntry[] {
  const entries: (LegendEntry | false)[] = [
    gaps.length > 0 && { kind: 'gap', words: 'nothing measured' },
    overlaps.length > 0 && { kind: 'overlap', words: 'overlap' },
    missing.length > 0 && { kind: 'missing', words: 'missing' },
  ];
  return entries.filter((entry) => entry !== false);
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
