// The SVG layer over a picture: never in the picture itself.
import type { Vec3 } from '../../math/vec3.ts';
import { scaleBar } from '../../view/scale-bar.ts';
import type { View } from '../../view/view.ts';
import { setText, svg } from '../dom.ts';
import { number, short } from '../format.ts';
import { arrange, type Piece, type Placed, rimOf } from './arrange.ts';
import { type CrossPlane, crossSegments } from './cross-lines.ts';
import { type Item, itemsOf, lettersAt, type Shown } from './items.ts';

/** The planes that cut a picture, and where they meet, LPS mm. */
export interface Crosshair {
  readonly point: Vec3;
  readonly planes: readonly CrossPlane[];
}

/** Draws one layer of its own into a group, in CSS px: measurements, handles. */
export type ExtraLayer = (group: SVGGElement, view: View) => void;

const LINE = 16;
const LETTER = 16;
/** px left and right of a badge's words. */
const BADGE = 6;
const MOST_SCALE = 120;
/** px that the crosshair's lines leave free at the edges. */
const LINES_RIM = 30;
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

  refresh(view: View, shown: Shown, crosshair: Crosshair | null, extra: ExtraLayer | null): void {
    const { clientWidth: width, clientHeight: height } = view.canvas;
    if (width === 0 || height === 0) return;
    this.#drawLines(view, shown, crosshair, width, height);
    this.#extra.replaceChildren();
    extra?.(this.#extra, view);
    this.#write(view, shown, width, height);
  }

  clear(): void {
    for (const group of [this.#lines, this.#extra, this.#words]) group.replaceChildren();
    // Fonts may have come since.
    this.#widths.clear();
  }

  #drawLines(view: View, { state, plane }: Shown, crosshair: Crosshair | null, width: number, height: number): void {
    if (!crosshair || !state.overlay.crosshair) return this.#lines.replaceChildren();
    const at = view.toCanvas(crosshair.point).map((px) => Math.round(px) + 0.5) as [number, number];
    const rim = Math.min(LINES_RIM, width / 8, height / 8);
    this.#lines.replaceChildren(
      ...crosshair.planes.flatMap((cut) =>
        crossSegments(plane, cut, at, width, height, rim).map(([x1, y1, x2, y2]) =>
          svg('line', { class: `line line-${cut.name}`, x1, y1, x2, y2 }),
        ),
      ),
    );
  }

  #write(view: View, shown: Shown, width: number, height: number): void {
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
    );
    this.#words.replaceChildren(...drawn.flatMap(({ draw }, n) => (places[n] ? draw(places[n]) : [])));
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

/** For handles: `number` keeps coordinates short. */
export const px = (value: number): string => number(value, 1).replace('\u2212', '-');
export { rimOf };
