// The SVG layer over a picture: never in the picture itself.
import type { CrosshairLine, Segment } from '../../view/crosshair-lines.ts';
import { scaleBar } from '../../view/scale-bar.ts';
import type { View } from '../../view/view.ts';
import { setText, svg } from '../dom.ts';
import { short } from '../format.ts';
import { arrange, type Box, type Piece, type Placed } from './arrange.ts';
import { type Item, itemsOf, lettersAt, type Shown } from './items.ts';

/** Lines of words beside something that is drawn: where they begin, px. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

/** Draws a layer of its own into a group, in CSS px, and says what is to be written beside it. */
export type ExtraLayer = (group: SVGGElement, view: View) => readonly Label[];

const LINE = 16;
const LETTER = 16;
/** px left and right of a badge's words. */
const BADGE = 6;
const MOST_SCALE = 120;
/** px that the crosshair's lines leave free at the edges. */
const LINES_RIM = 36;
/** Widths kept: positions and counts come in endless variety. */
const MOST_WIDTHS = 400;

export class Overlay {
  readonly root = svg('svg', { class: 'overlay', part: 'overlay', 'aria-hidden': 'true' });
  readonly #lines = svg('g', { class: 'lines', part: 'crosshair' });
  readonly #extra = svg('g', { class: 'extra' });
  readonly #words = svg('g', { class: 'words' });
  readonly #widths = new Map<string, number>();
  readonly #ruler = svg('text', { class: 'ruler' });

  constructor() {
    this.root.append(this.#lines, this.#extra, this.#words, this.#ruler);
  }

  refresh(view: View, shown: Shown, lines: readonly CrosshairLine[], extra: ExtraLayer | null): void {
    const { clientWidth: width, clientHeight: height } = view.canvas;
    if (width === 0 || height === 0) return;
    const rim = Math.min(LINES_RIM, width / 8, height / 8);
    this.#lines.replaceChildren(
      ...(shown.state.overlay.crosshair ? lines.flatMap((each) => drawnLine(each, rim)) : []),
    );
    this.#extra.replaceChildren();
    const labels = (extra?.(this.#extra, view) ?? []).map((label) => this.#label(label, width, height));
    this.#write(view, shown, width, height, labels);
  }

  clear(): void {
    for (const group of [this.#lines, this.#extra, this.#words]) group.replaceChildren();
    // Fonts may have come since.
    this.#widths.clear();
  }

  #write(view: View, shown: Shown, width: number, height: number, taken: readonly Box[]): void {
    const { overlay } = shown.state;
    const drawn: { piece: Piece; draw: (at: Placed) => SVGElement }[] = [];
    const add = (piece: Piece, draw: (at: Placed) => SVGElement): number => drawn.push({ piece, draw });
    if (overlay.letters) {
      for (const [edge, text] of Object.entries(lettersAt(shown)) as ['left' | 'right' | 'top' | 'bottom', string][])
        add({ at: edge, widths: [this.#width(text, 'letter')], height: LETTER }, (at) =>
          svg('text', { class: 'letter', part: 'letter', 'data-item': edge, x: at.x, y: at.y + 13 }, text),
        );
    }
    const items = itemsOf(shown).filter(({ layer }) => overlay[layer]);
    for (const item of items.filter(({ kind }) => kind === 'badge')) add(this.#piece(item), (at) => badge(item, at));
    if (overlay.scale) this.#scale(view, width, add);
    for (const item of items.filter(({ kind }) => kind !== 'badge')) add(this.#piece(item), (at) => line(item, at));
    const places = arrange(
      drawn.map(({ piece }) => piece),
      width,
      height,
      taken,
    );
    this.#words.replaceChildren(...drawn.flatMap(({ draw }, n) => (places[n] ? draw(places[n]) : [])));
  }

  /** Kept within the picture. @returns the room that it takes */
  #label({ x, y, lines }: Label, width: number, height: number): Box {
    const wide = Math.max(...lines.map((text) => this.#width(text, 'text')));
    const high = LINE * lines.length;
    const box = { x: within(x, width - wide), y: within(y, height - high), width: wide, height: high };
    const texts = lines.map((text, n) => svg('text', { x: box.x, y: box.y + 12 + LINE * n }, text));
    this.#extra.append(svg('g', { class: 'measurement-text', part: 'measurement-text' }, ...texts));
    return box;
  }

  #piece({ corner, texts, kind }: Item): Piece {
    const [more, height] = kind === 'badge' ? [2 * BADGE, LINE + 4] : [0, LINE];
    return { at: corner, widths: texts.map((text) => this.#width(text, kind) + more), height };
  }

  #scale(view: View, width: number, add: (piece: Piece, draw: (at: Placed) => SVGElement) => void): void {
    const { mm, px } = scaleBar(view.mmPerPx, Math.min(MOST_SCALE, width / 4));
    if (!(px > 0)) return;
    const text = mm >= 10 ? `${short(mm / 10)} cm` : `${short(mm, 4)} mm`;
    const own = this.#width(text, 'text');
    const wide = Math.max(own, px + 1);
    add({ at: 'bottom-right', widths: [wide], height: LINE + 8 }, ({ x, y, width: box }) => {
      const [right, foot] = [Math.round(x + box) - 0.5, Math.round(y + LINE) + 6.5];
      const left = right - px;
      return svg(
        'g',
        { class: 'scale', part: 'scale', 'data-item': 'scale', 'data-mm': mm },
        svg('text', { x: x + box - own, y: y + 12 }, text),
        svg('path', { class: 'bar', d: `M${left} ${foot - 5}V${foot}H${right}V${foot - 5}` }),
      );
    });
  }

  /** Measured once a text; digits are all as wide. */
  #width(text: string, kind: Item['kind'] | 'letter'): number {
    const key = `${kind} ${text.replace(/\d/g, '0')}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    if (this.#widths.size > MOST_WIDTHS) this.#widths.clear();
    this.#ruler.setAttribute('class', `ruler ${kind}`);
    setText(this.#ruler, text);
    const width = this.#ruler.getComputedTextLength();
    this.#widths.set(key, width);
    return width;
  }
}

const within = (at: number, most: number): number => Math.max(0, Math.min(at, most));

const line = (item: Item, { x, y, choice }: Placed): SVGElement =>
  svg('text', { class: item.kind, part: item.layer, 'data-item': item.id, x, y: y + 12 }, item.texts[choice]!);

function badge(item: Item, { x, y, width, choice }: Placed): SVGElement {
  return svg(
    'g',
    { class: 'badge', part: 'badge', 'data-item': item.id },
    svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height: LINE - 1, rx: 8 }),
    svg('text', { x: x + BADGE, y: y + 12 }, item.texts[choice]!),
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

/** px of a handle's radius. */
const HANDLE = 5;

function drawnLine(line: CrosshairLine, rim: number): SVGElement[] {
  const { pane, center, segments, faces, rotateHandles, slabHandles } = line;
  const stroke = (kind: string, [[x1, y1], [x2, y2]]: Segment): SVGElement =>
    svg('line', { class: `${kind} line-${pane}`, x1, y1, x2, y2 });
  return [
    ...segments.map((segment) => stroke('line', trimmed(segment, center, rim))),
    ...faces.map((face) => stroke('line face', face)),
    ...rotateHandles.map(([cx, cy]) => svg('circle', { class: `handle handle-${pane}`, cx, cy, r: HANDLE })),
    ...slabHandles.map(([x, y]) =>
      svg('rect', { class: `handle handle-${pane}`, x: x - 4, y: y - 4, width: 8, height: 8, rx: 1 }),
    ),
  ];
}
