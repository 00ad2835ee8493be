// What a comparison found, as people read it: on a terminal, in a test's failure, in the report.
import type { ChannelComparison, PictureComparison } from './compare-pictures.ts';
import { type Picture, pictureText } from './picture.ts';

/** Digits that tell: 0.0123, 12.3, 4096; never an exponent for what a picture holds. */
export const numberText = (value: number): string =>
  !Number.isFinite(value) ? String(value) : String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 7 : 4)));

/** With as many digits as tell little from nothing. */
export function shareText(share: number): string {
  const percent = 100 * share;
  if (share > 0 && percent < 0.001) return 'below 0.001 %';
  return `${Number(percent.toPrecision(3))} %`;
}

/** One sentence. */
export function verdict(found: PictureComparison, a: Picture, b: Picture): string {
  if (found.mismatch) return `different ${found.mismatch}s: ${pictureText(a)} and ${pictureText(b)}`;
  if (!found.same) return `different: ${found.channels.flatMap((channel) => offText(channel, found) || []).join('; ')}`;
  const largest = Math.max(...found.channels.map((channel) => channel.largest));
  return largest > 0 ? `same within ${numberText(found.tolerance)}` : 'equal';
}

function offText(channel: ChannelComparison, { channels, tolerance }: PictureComparison): string {
  const { name, off, compared, offShare, onlyInA, onlyInB } = channel;
  const where = channels.length > 1 ? `${name} ` : '';
  const parts = [
    off > 0 ? `${off} of ${compared} pixels (${shareText(offShare)}) by more than ${numberText(tolerance)}` : '',
    onlyInA + onlyInB > 0 ? `${onlyInA + onlyInB} inside in one only` : '',
  ].filter(Boolean);
  return parts.length > 0 ? where + parts.join(', ') : '';
}

/** The figures of a channel, each with its name. */
export function figures(channel: ChannelComparison): readonly (readonly [name: string, text: string])[] {
  const { largest, worst, mean, differing, differingShare, onlyInA, onlyInB, psnr, ssim } = channel;
  return [
    ['largest', numberText(largest)],
    [
      'at column, row',
      worst ? `${worst.column}, ${worst.row}: ${numberText(worst.a)} and ${numberText(worst.b)}` : '–',
    ],
    ['mean', numberText(mean)],
    ['differing', `${differing} (${shareText(differingShare)})`],
    ...(onlyInA + onlyInB > 0 ? ([['inside in one', `${onlyInA} and ${onlyInB}`]] as const) : []),
    ['PSNR', psnr === Number.POSITIVE_INFINITY ? 'equal' : `${psnr.toFixed(2)} dB`],
    ['SSIM', ssim === null ? 'none' : ssim.toFixed(4)],
  ];
}

/** A line a channel. */
export const channelLines = ({ channels }: PictureComparison): readonly string[] =>
  channels.map((channel) =>
    [
      channel.name.padEnd(6),
      ...figures(channel).map(([name, text]) => (name === 'at column, row' ? `at ${text}` : `${name} ${text}`)),
    ].join('  '),
  );
