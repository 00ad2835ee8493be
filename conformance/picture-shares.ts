// The share of pixels that differ, picture by picture: a plane or a window that is wrong by itself must not hide among all others.

/** How many pixels of a picture, or of several, were compared, and how many of them differ. */
export interface PictureCount {
  /** A plane's name, or ALL_PLANES. */
  readonly plane: string;
  /** Its window in words, or ALL_WINDOWS. */
  readonly picture: string;
  readonly pixels: number;
  readonly differing: number;
  /** Of these, the ones that are not at the edge between two levels (`atEdge`): what the promise of shares is held to. */
  readonly decided: number;
}

export const ALL_PLANES = 'all planes';
export const ALL_WINDOWS = 'all windows';

/** Of fewer pixels a thousandth says nothing: it is less than four of them. */
export const ENOUGH = 4000;

/**
 * What the promise of shares is held to: every picture of enough pixels by itself; a smaller one together with the same window on the
 * case's other planes; and where those are too few as well, all pictures of the case together.
 */
export function judgedCounts(counts: readonly PictureCount[]): readonly PictureCount[] {
  const large = counts.filter(({ pixels }) => pixels >= ENOUGH);
  const small = counts.filter(({ pixels }) => pixels < ENOUGH);
  const pooled = [...new Set(small.map(({ picture }) => picture))].map((picture) =>
    pool(
      ALL_PLANES,
      picture,
      counts.filter((count) => count.picture === picture),
    ),
  );
  const enough = pooled.filter(({ pixels }) => pixels >= ENOUGH);
  const rest = enough.length < pooled.length ? [pool(ALL_PLANES, ALL_WINDOWS, counts)] : [];
  return [...large, ...enough, ...rest];
}

/** The one of the largest share; null where nothing differs. */
export const worstCount = (counts: readonly PictureCount[]): PictureCount | null =>
  counts.reduce<PictureCount | null>((worst, count) => (shareOf(count) > shareOf(worst) ? count : worst), null);

export const shareOf = (count: PictureCount | null): number =>
  count && count.pixels > 0 ? count.differing / count.pixels : 0;

/** Share that the promise of a picture is about. */
export const judgedShare = ({ decided, pixels }: PictureCount): number => (pixels > 0 ? decided / pixels : 0);

/** Four steps of float32 at level 255: a division, a product and two sums. */
const EDGE = 2 ** -14;

/**
 * Whether a level, before it is rounded down, is one that no float32 can tell from the level below. Whole numbers under a window meet
 * such edges exactly and by the dozen (every fourth value at a width of 341, every one at LINEAR_EXACT's 3), and a slice at its own grid
 * shows nothing but whole numbers.
 */
export const atEdge = (level: number): boolean => Math.abs(level - Math.round(level)) <= EDGE;

const pool = (plane: string, picture: string, counts: readonly PictureCount[]): PictureCount => ({
  plane,
  picture,
  pixels: counts.reduce((sum, { pixels }) => sum + pixels, 0),
  differing: counts.reduce((sum, { differing }) => sum + differing, 0),
  decided: counts.reduce((sum, { decided }) => sum + decided, 0),
});

/** A share in percent, with as many digits as small shares need. */
export const percent = (part: number, whole: number): string =>
  part === 0 || whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(4)} %`;

/** The share of a picture that differs. */
export const percentOf = (count: PictureCount | null): string => percent(count?.differing ?? 0, count?.pixels ?? 0);
