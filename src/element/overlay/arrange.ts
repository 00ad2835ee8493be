// Where things go over a picture, and what gives way where there is no room: nothing ever lies on anything else. In whole px, so that
// what touches is known to touch.
import type { Corner } from './items.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Upper left corner and size, px. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** Next to something that is drawn. */
export interface Beside {
  readonly anchor: readonly [x: number, y: number];
  /** What is drawn, not to be covered as long as there is room elsewhere. */
  readonly figure: Box;
}

/** Something to be placed. Letters sit at the middle of an edge, lines follow each other from a corner inwards. */
export interface Piece {
  readonly at: Corner | 'left' | 'right' | 'top' | 'bottom' | Beside;
  /** Its size as it is said in full, then shorter; whole px. */
  readonly sizes: readonly Size[];
  /** Stays above the letters at the sides, so that below them there is always room for a line. */
  readonly upper?: boolean;
}

export interface Placed extends Box {
  /** Which of the sizes. */
  readonly choice: number;
}

/** px of a letter's height, at least. */
export const LETTER = 16;
/** px between two pieces, across; in small pictures less. */
const BETWEEN = 12;
const BETWEEN_SMALL = 8;
/** A picture narrower or lower than this has a slimmer rim and less between. */
const SMALL = 220;
/** px from an anchor to what is said of it. */
const ACROSS = 10;
const DOWN = 2;

/** px from the picture's edge. */
export const rimOf = (width: number, height: number): number => (isSmall(width, height) ? 5 : 8);

const isSmall = (width: number, height: number): boolean => Math.min(width, height) < SMALL;

/**
 * @param pieces  in the order of their importance: a place goes to the first who asks; within a corner the first is nearest to the edge
 * @returns a place for each, or null where it has given way. None that could be placed beside more important ones alone is null
 */
export function arrange(pieces: readonly Piece[], width: number, height: number): readonly (Placed | null)[] {
  const rim = rimOf(width, height);
  const between = isSmall(width, height) ? BETWEEN_SMALL : BETWEEN;
  const placed: Box[] = [];
  const depth = new Map<Piece['at'], number>();
  let letter = LETTER;
  const inside = (box: Box, foot: number): boolean =>
    box.x >= rim && box.y >= rim && box.x + box.width <= width - rim && box.y + box.height <= foot;
  const isFree = (box: Box, others: readonly Box[]): boolean => !others.some((other) => meet(box, other, between));

  const anchored = ({ at, sizes, upper }: Piece): Placed | null => {
    const begin = depth.get(at) ?? 0;
    const foot = upper ? (height - letter) / 2 : height - rim;
    // Beside what sits at the edge's middle, or where there is no room, below it.
    for (const inwards of String(at).includes('-') ? [begin, begin + letter] : [0])
      for (const [choice, own] of sizes.entries()) {
        const box = { ...spotOf(at as Corner, own, inwards, width, height, rim), ...own };
        if (!inside(box, foot) || !isFree(box, placed)) continue;
        depth.set(at, inwards + own.height);
        return { ...box, choice };
      }
    return null;
  };

  /** Who could go anywhere does not take the place of those who cannot, nor cover what it belongs to, while there is another. */
  let wishes: readonly Box[] | null = null;
  const beside = ({ sizes }: Piece, at: Beside): Placed | null => {
    wishes ??= arrange(
      pieces.filter((piece) => typeof piece.at === 'string'),
      width,
      height,
    ).filter((box) => box !== null);
    for (const [choice, own] of sizes.entries())
      for (const others of [[...placed, ...wishes, at.figure], placed]) {
        let best: Box | null = null;
        let least = Number.POSITIVE_INFINITY;
        for (const [box, away] of spotsBeside(at, own, others, width, height, rim, between)) {
          if (away >= least || !inside(box, height - rim) || !isFree(box, others)) continue;
          [best, least] = [box, away];
        }
        if (best) return { ...best, choice };
      }
    return null;
  };

  return pieces.map((piece) => {
    const found = typeof piece.at === 'string' ? anchored(piece) : beside(piece, piece.at);
    if (found) placed.push(found);
    if (found && typeof piece.at === 'string' && !piece.at.includes('-')) letter = Math.max(letter, found.height);
    return found;
  });
}

/**
 * How many of the warnings are said one by one where `more` counts the rest: as many as there is room for.
 * @param before  what is more important
 * @param more  comes before them: it is the narrowest, and fits beside a letter
 */
export function saidSingly(
  before: readonly Piece[],
  warnings: readonly Piece[],
  more: (count: number) => Piece,
  width: number,
  height: number,
): number {
  for (let said = warnings.length; said > 0; said--) {
    const rest = warnings.length - said;
    const all = [...before, ...(rest > 0 ? [more(rest)] : []), ...warnings.slice(0, said)];
    if (!arrange(all, width, height).slice(before.length).includes(null)) return said;
  }
  return 0;
}

function spotOf(
  at: Exclude<Piece['at'], Beside>,
  own: Size,
  inwards: number,
  width: number,
  height: number,
  rim: number,
) {
  const right = width - rim - own.width;
  const foot = height - rim - own.height;
  if (at === 'top' || at === 'bottom') return { x: Math.round((width - own.width) / 2), y: at === 'top' ? rim : foot };
  if (at === 'left' || at === 'right')
    return { x: at === 'left' ? rim : right, y: Math.round((height - own.height) / 2) };
  return { x: at.endsWith('left') ? rim : right, y: at.startsWith('top') ? rim + inwards : foot - inwards };
}

/**
 * Where it would like to be, at the rims, and against everything that is in the way: if there is room at all, it is at one of these.
 * @returns each with how far it is from the wish, px²
 */
function* spotsBeside(
  { anchor }: Beside,
  { width: wide, height: high }: Size,
  others: readonly Box[],
  width: number,
  height: number,
  rim: number,
  between: number,
): Generator<readonly [Box, number]> {
  const within = (at: number, most: number): number => Math.max(rim, Math.min(Math.round(at), most - rim));
  const x = within(anchor[0] + ACROSS, width - wide);
  const y = within(anchor[1] + DOWN, height - high);
  const xs = others.flatMap((box) => [Math.floor(box.x) - wide - between, Math.ceil(box.x + box.width) + between]);
  const ys = others.flatMap((box) => [Math.floor(box.y) - high, Math.ceil(box.y + box.height)]);
  for (const left of new Set([x, rim, width - rim - wide, ...xs]))
    for (const top of new Set([y, rim, height - rim - high, ...ys]))
      yield [{ x: left, y: top, width: wide, height: high }, (left - x) ** 2 + (top - y) ** 2];
}

/** Lines of one corner may touch; across, there is a gap between pieces. */
const meet = (a: Box, b: Box, between: number): boolean =>
  a.x < b.x + b.width + between && b.x < a.x + a.width + between && a.y < b.y + b.height && b.y < a.y + a.height;
