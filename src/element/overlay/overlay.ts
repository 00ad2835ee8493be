// The SVG layer over a picture: never in the picture itself.
import type { CrosshairLine, Segment } from '../../view/crosshair-lines.ts';
import { scaleBar } from '../../view/scale-bar.ts';
import type { View } from '../../view/view.ts';
import { setText, svg } from '../dom.ts';
import { short } from '../format.ts';
import { arrange, type Box, LETTER, type Piece, type Placed, rimOf, saidSingly } from './arrange.ts';
import { cut } from './cut.ts';
import { type Item, itemsOf, lettersAt, type Shown } from './items.ts';
import { type Label, labelWays } from './label-ways.ts';

/** Draws a layer of its own into a group, in CSS px, and says what is to be written beside it. */
export type ExtraLayer = (group: SVGGElement, view: View) => readonly Label[];

/** What is to be written, and how it is drawn once it has a place. */
interface Word {
  readonly piece: Piece;
  /** What its drawing follows from, but for its place. */
  readonly from: unknown;
  draw(at: Placed, boxes: readonly Box[]): readonly SVGElement[];
}

/** px of a line of words: its height, and its baseline from its top. */
interface Line {
  readonly height: number;
  readonly base: number;
}

/** What our own fonts need; a host's, or a bare machine's, may need more. */
const LINE: Line = { height: 16, base: 12 };
const LETTER_LINE: Line = { height: LETTER, base: 13 };
/** px left and right of a badge's words. */
const BADGE = 6;
/** Of the picture's width: a badge that takes more crowds out where the picture is. */
const BADGE_SHARE = 0.5;
/** px above and below a label, so that two do not read as one. */
const LABEL = 3;
/** px from a drawing from which a line leads to its label. */
const LEADER = 18;
const MOST_SCALE = 120;
/** px that the crosshair's lines leave free at the edges. */
const LINES_RIM = 36;
/** Widths kept: positions and counts come in endless variety. */
const MOST_WIDTHS = 400;

let overlays = 0;

export class Overlay {
  readonly root = svg('svg', { class: 'overlay', part: 'overlay', 'aria-hidden': 'true' });
  readonly #lines = svg('g', { class: 'lines', part: 'crosshair' });
  readonly #extra = svg('g', { class: 'extra' });
  readonly #words = svg('g', { class: 'words' });
  #written = '';
  readonly #widths = new Map<string, number>();
  readonly #heights = new Map<boolean, Line>();
  readonly #ruler = svg('text', { class: 'ruler' });

  constructor() {
    // References stay within one shadow root, so a count is unique enough.
    this.#words.id = `words-${++overlays}`;
    const halos = [1, 2].map(() => svg('use', { class: 'halo', href: `#${this.#words.id}` }));
    this.root.append(this.#lines, this.#extra, ...halos, this.#words, this.#ruler);
  }

  refresh(view: View, shown: Shown, lines: readonly CrosshairLine[], extra: ExtraLayer | null): void {
    const { clientWidth: width, clientHeight: height } = view.canvas;
    if (width === 0 || height === 0) return;
    this.#extra.replaceChildren();
    const labels = extra?.(this.#extra, view) ?? [];
    // Under all of them, so that none is cut by another's.
    this.#extra.prepend(...[...this.#extra.children].map(casing));
    const boxes = this.#write(view, shown, width, height, labels);
    const rim = Math.min(LINES_RIM, width / 8, height / 8);
    this.#lines.replaceChildren(...(shown.state.overlay.crosshair ? drawnLines(lines, rim, boxes) : []));
  }

  clear(): void {
    for (const group of [this.#lines, this.#extra, this.#words]) group.replaceChildren();
    this.#written = '';
    // Fonts may have come since.
    this.#widths.clear();
    this.#heights.clear();
  }

  /** The order here is the order of importance. @returns where words are */
  #write(view: View, shown: Shown, width: number, height: number, labels: readonly Label[]): readonly Box[] {
    const { overlay } = shown.state;
    const items = itemsOf(shown).filter(({ layer }) => overlay[layer]);
    const letters = overlay.letters ? this.#letters(shown) : [];
    const labelled = (selected: boolean): Word[] =>
      labels
        .filter((label) => label.selected === selected)
        .map((label) => this.#label(label, width - 2 * rimOf(width, height)));
    const texts = (probe: boolean): Word[] =>
      items
        .filter(({ kind, id }) => kind !== 'badge' && (id === 'probe') === probe)
        .map((item) => ({ piece: this.#piece(item), from: item, draw: (at) => [line(item, at, this.#line())] }));
    const words: readonly Word[] = [
      ...letters,
      ...this.#badges(
        items.filter(({ kind }) => kind === 'badge'),
        letters,
        width,
        height,
      ),
      ...labelled(true),
      ...(overlay.scale ? this.#scale(view, width) : []),
      ...texts(false),
      ...labelled(false),
      ...texts(true),
    ];
    const places = arrange(
      words.map(({ piece }) => piece),
      width,
      height,
    );
    const boxes = places.filter((box) => box !== null);
    // Who scrubs one picture of four moves lines in the others, and no word.
    const written = JSON.stringify([places, words.map(({ from }) => from)]);
    if (written !== this.#written)
      this.#words.replaceChildren(...words.flatMap(({ draw }, n) => (places[n] ? draw(places[n], boxes) : [])));
    this.#written = written;
    return boxes;
  }

  #letters(shown: Shown): Word[] {
    const { height, base } = this.#line(true);
    return (Object.entries(lettersAt(shown)) as ['left' | 'right' | 'top' | 'bottom', string][]).map(([at, text]) => ({
      piece: { at, sizes: [{ width: this.#width(text, 'letter'), height }] },
      from: text,
      draw: ({ x, y }) => [svg('text', { class: 'letter', part: 'letter', 'data-item': at, x, y: y + base }, text)],
    }));
  }

  /** No warning goes without a word: where there is no room for all, the last ones are counted, and told in full to who asks. */
  #badges(items: readonly Item[], letters: readonly Word[], width: number, height: number): Word[] {
    const short = items.map((item) => this.#within(item, width * BADGE_SHARE));
    const count = (rest: number): Item => ({ ...items.at(-1)!, id: 'more', texts: [`\u26a0\ufe0e ${rest}`] });
    const said = saidSingly(
      letters.map(({ piece }) => piece),
      short.map((item) => this.#piece(item)),
      (rest) => this.#piece(count(rest)),
      width,
      height,
    );
    const rest = items.slice(said);
    const shown = rest.length > 0 ? [count(rest.length), ...short.slice(0, said)] : short;
    return shown.map((item) => ({
      piece: this.#piece(item),
      from: [item, rest],
      draw: (at) => {
        const drawn = badge(item, at, this.#line());
        if (item.id === 'more') drawn.append(svg('title', {}, rest.map(({ texts }) => texts[0]).join(', ')));
        return [drawn];
      },
    }));
  }

  /** @param room  px: the last way to say it is squeezed into that rather than left out */
  #label(label: Label, room: number): Word {
    const ways = labelWays(label);
    const { height, base } = this.#line();
    const sizes = ways.map((lines, n) => {
      const wide = Math.max(...lines.map((text) => this.#width(text, 'text')));
      return { width: n === ways.length - 1 ? Math.min(wide, room) : wide, height: height * lines.length + 2 * LABEL };
    });
    const { anchor, points } = label;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    const figure = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    return {
      piece: { at: { anchor, figure }, sizes },
      from: label,
      draw: (at, boxes) => {
        const texts = ways[at.choice]!.map((text, n) => {
          const squeezed = this.#width(text, 'text') > at.width;
          const size = squeezed && { textLength: at.width, lengthAdjust: 'spacingAndGlyphs' };
          return svg('text', { x: at.x, y: at.y + LABEL + base + height * n, ...size }, text);
        });
        return [
          ...leader(label, at, boxes),
          svg('g', { class: 'measurement-text', part: 'measurement-text' }, ...texts),
        ];
      },
    };
  }

  /** Only as it can be said in so much room, but for the shortest. */
  #within(item: Item, room: number): Item {
    const { texts, kind } = item;
    return { ...item, texts: texts.filter((text, n) => n === texts.length - 1 || this.#width(text, kind) <= room) };
  }

  #piece({ corner, texts, kind }: Item): Piece {
    const upper = kind === 'badge';
    const { height } = this.#line();
    const [more, frame] = upper ? [2 * BADGE, 4] : [0, 0];
    return {
      at: corner,
      sizes: texts.map((text) => ({ width: this.#width(text, kind) + more, height: height + frame })),
      upper,
    };
  }

  #scale(view: View, width: number): Word[] {
    const { mm, px } = scaleBar(view.mmPerPx, Math.min(MOST_SCALE, width / 4));
    if (!(px > 0)) return [];
    const text = mm >= 10 ? `${short(mm / 10)} cm` : `${short(mm, 4)} mm`;
    const own = this.#width(text, 'text');
    const { height, base } = this.#line();
    const size = { width: Math.max(own, Math.ceil(px) + 1), height: height + 8 };
    const draw = ({ x, y, width: box }: Placed): readonly SVGElement[] => {
      const [right, foot] = [x + box - 0.5, y + height + 5.5];
      const left = right - px;
      const d = `M${left} ${foot - 5}V${foot}H${right}V${foot - 5}`;
      return [
        svg(
          'g',
          { class: 'scale', part: 'scale', 'data-item': 'scale', 'data-mm': mm },
          svg('text', { x: x + box - own, y: y + base }, text),
          svg('path', { class: 'casing', d }),
          svg('path', { class: 'bar', d }),
        ),
      ];
    };
    return [{ piece: { at: 'bottom-right', sizes: [size] }, from: [text, px], draw }];
  }

  /** Of the font as it is: measured once. */
  #line(letter = false): Line {
    const known = this.#heights.get(letter);
    if (known) return known;
    const least = letter ? LETTER_LINE : LINE;
    this.#ruler.setAttribute('class', letter ? 'ruler letter' : 'ruler text');
    setText(this.#ruler, 'H');
    const { y, height } = this.#ruler.getBBox();
    const base = Math.max(least.base, Math.ceil(-y));
    const line = { base, height: Math.max(least.height, base + Math.ceil(y + height)) };
    this.#heights.set(letter, line);
    return line;
  }

  /** Whole px. Measured once a text, since that lays out; digits are all as wide. */
  #width(text: string, kind: Item['kind'] | 'letter'): number {
    const key = `${kind} ${text.replace(/\d/g, '0')}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    if (this.#widths.size > MOST_WIDTHS) this.#widths.clear();
    this.#ruler.setAttribute('class', `ruler ${kind}`);
    setText(this.#ruler, text);
    const width = Math.ceil(this.#ruler.getComputedTextLength());
    this.#widths.set(key, width);
    return width;
  }
}

const line = (item: Item, { x, y, choice }: Placed, { base }: Line): SVGElement =>
  svg('text', { class: item.kind, part: item.layer, 'data-item': item.id, x, y: y + base }, item.texts[choice]!);

function badge(item: Item, { x, y, width, choice }: Placed, { height, base }: Line): SVGElement {
  return svg(
    'g',
    { class: 'badge', part: 'badge', 'data-item': item.id },
    svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height, rx: 8 }),
    svg('text', { x: x + BADGE, y: y + base }, item.texts[choice]!),
  );
}

/** The segment with its end at the picture's edge moved inwards, where letters are; what leads away from the point stays. */
function trimmed([from, to]: Segment, center: CrosshairLine['center'], rim: number): Segment {
  const distance = ([x, y]: CrosshairLine['center']): number => Math.hypot(x - center[0], y - center[1]);
  const [near, far] = distance(from) < distance(to) ? [from, to] : [to, from];
  const length = Math.hypot(far[0] - near[0], far[1] - near[1]);
  const share = Math.max(0, length - rim) / (length || 1);
  return [near, [near[0] + (far[0] - near[0]) * share, near[1] + (far[1] - near[1]) * share]];
}

/** What makes a drawing seen on a picture as bright as itself: the same, wider and dark. */
const casing = (drawn: Element): SVGElement =>
  svg('g', { class: 'casing' }, ...[...drawn.children].map((child) => child.cloneNode(true)));

/** From a drawing to words that could not be right beside it. */
function leader({ anchor: [x, y] }: Label, at: Placed, boxes: readonly Box[]): SVGElement[] {
  const end = [Math.max(at.x, Math.min(x, at.x + at.width)), Math.max(at.y, Math.min(y, at.y + at.height))] as const;
  if (Math.hypot(end[0] - x, end[1] - y) <= LEADER) return [];
  return cut([[x, y], end], boxes).flatMap((part) => cased('leader', part));
}

const cased = (kind: string, [[x1, y1], [x2, y2]]: Segment): SVGElement[] =>
  ['casing', kind].map((each) => svg('line', { class: each, x1, y1, x2, y2 }));

/** px of a handle's radius. */
const HANDLE = 5;

/** Every line before every handle: what is taken hold of is on top. */
function drawnLines(lines: readonly CrosshairLine[], rim: number, boxes: readonly Box[]): SVGElement[] {
  const stroke = (kind: string, segment: Segment): SVGElement[] =>
    cut(segment, boxes).flatMap((part) => cased(kind, part));
  return [
    ...lines.flatMap(({ pane, center, segments, faces }) => [
      ...segments.flatMap((segment) => stroke(`line line-${pane}`, trimmed(segment, center, rim))),
      ...faces.flatMap((face) => stroke(`line face line-${pane}`, face)),
    ]),
    ...lines.flatMap(({ pane, rotateHandles, slabHandles }) => [
      ...rotateHandles.map(([cx, cy]) => svg('circle', { class: `handle handle-${pane}`, cx, cy, r: HANDLE })),
      ...slabHandles.map(([x, y]) =>
        svg('rect', { class: `handle handle-${pane}`, x: x - 4, y: y - 4, width: 8, height: 8, rx: 1 }),
      ),
    ]),
  ];
}
