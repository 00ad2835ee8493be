// Where things go over a picture, and what gives way where there is no room: nothing ever lies on anything else.
import type { Corner } from './items.ts';

/** Something to be placed. Letters sit at the middle of an edge, the rest in lines from a corner inwards. */
export interface Piece {
  readonly at: Corner | 'left' | 'right' | 'top' | 'bottom';
  /** Its widths as it is said in full, then shorter; px. */
  readonly widths: readonly number[];
  readonly height: number;
}

/** Upper left corner and size, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed extends Box {
  /** Which of the widths. */
  readonly choice: number;
}

/** px between two pieces. */
const BETWEEN = 6;
/** px of a line that is left out. */
const SKIP = 18;
/** A picture narrower or lower than this has a slimmer rim. */
const SMALL = 220;

/** px from the picture's edge. */
export const rimOf = (width: number, height: number): number => (Math.min(width, height) < SMALL ? 5 : 8);

/**
 * @param pieces  the first are kept first; within a corner the first is nearest to the edge
 * @param taken  room that is not to be had
 * @returns a place for each, or null where it has given way
 */
export function arrange(
  pieces: readonly Piece[],
  width: number,
  height: number,
  taken: readonly Box[] = [],
): readonly (Placed | null)[] {
  const rim = rimOf(width, height);
  const placed: Box[] = [...taken];
  const depth = new Map<Piece['at'], number>();
  return pieces.map((piece) => {
    const begin = depth.get(piece.at) ?? 0;
    // Beside what sits at the edge's middle, or where there is no room, below it.
    for (const inwards of isCorner(piece) ? [begin, begin + SKIP] : [0])
      for (const [choice, own] of piece.widths.entries()) {
        const spot = { ...spotOf(piece, own, inwards, width, height, rim), width: own, height: piece.height, choice };
        const inside =
          spot.x >= rim && spot.y >= rim && spot.x + own <= width - rim && spot.y + piece.height <= height - rim;
        if (!inside || placed.some((other) => meet(spot, other))) continue;
        placed.push(spot);
        depth.set(piece.at, inwards + piece.height);
        return spot;
      }
    return null;
  });
}

const isCorner = ({ at }: Piece): boolean => at.includes('-');

function spotOf({ at, height: own }: Piece, wide: number, inwards: number, width: number, height: number, rim: number) {
  if (at === 'top' || at === 'bottom') return { x: (width - wide) / 2, y: at === 'top' ? rim : height - rim - own };
  if (at === 'left' || at === 'right') return { x: at === 'left' ? rim : width - rim - wide, y: (height - own) / 2 };
  return {
    x: at.endsWith('left') ? rim : width - rim - wide,
    y: at.startsWith('top') ? rim + inwards : height - rim - inwards - own,
  };
}

/** Lines of one corner may touch; across, there is a gap between pieces. */
const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + BETWEEN && b.x < a.x + a.width + BETWEEN && a.y < b.y + b.height && b.y < a.y + a.height;
