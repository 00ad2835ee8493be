// What lies over a picture: letters, crosshair, scale, readouts. Never in the picture itself.
import {
  orientationLetters,
  type PlaneName,
  positionAxis,
  scaleBar,
  type Vec3,
  type View,
} from '../src/entry/index.ts';
import { el, setText, svg } from './dom.ts';
import { number, title, windowText } from './format.ts';

export type DemoPlane = Exclude<PlaneName, 'acquired'>;

/** Half the gap of the crosshair, px: what it points at stays free. */
const GAP = 14;
/** Room at the rim for the letters, px. */
const RIM = 30;
const MOST_SCALE = 120;

const CPU_WORDS = {
  uploading: 'CPU · uploading',
  'no-webgl2': 'CPU · no WebGL2',
  'context-lost': 'CPU · context lost',
  'beyond-limits': 'CPU · beyond GPU limits',
  'gpu-failed': 'CPU · GPU failed',
  'turned-off': 'CPU',
} as const;

export class Overlay {
  readonly root: HTMLElement;
  readonly #plane: DemoPlane;
  readonly #letters = (['left', 'right', 'top', 'bottom'] as const).map(
    (edge) => [edge, el('span', { class: `letter letter-${edge}` })] as const,
  );
  readonly #lines = svg('svg', { class: 'lines', 'aria-hidden': 'true' });
  readonly #window = el('span', { class: 'corner bottom-left' });
  readonly #badge = el('span', { class: 'corner top-right badge', hidden: true });
  readonly #bar = el('i');
  readonly #length = el('span');

  constructor(plane: DemoPlane) {
    this.#plane = plane;
    const name = el('span', { class: 'corner top-left plane-name' }, title(plane));
    const scale = el('span', { class: 'corner bottom-right scale' }, this.#length, this.#bar);
    const letters = this.#letters.map(([, letter]) => letter);
    this.root = el('div', { class: 'overlay' }, this.#lines, name, this.#badge, this.#window, scale, ...letters);
  }

  /** @param focus  where the three planes meet; the lines show where the other two cut this one */
  refresh(view: View, focus: Vec3): void {
    const { plane, state } = view;
    const letters = orientationLetters(plane);
    for (const [edge, letter] of this.#letters) setText(letter, letters[edge]);
    setText(this.#window, windowText(state.window));
    const { mm, px } = scaleBar(view.mmPerPx, Math.min(MOST_SCALE, view.canvas.clientWidth / 4));
    setText(this.#length, mm >= 10 ? `${number(mm / 10)} cm` : `${mm} mm`);
    this.#bar.style.width = `${px}px`;
    this.#badge.hidden = view.cpuReason === null;
    if (view.cpuReason) setText(this.#badge, CPU_WORDS[view.cpuReason]);
    this.#drawLines(view, focus);
  }

  #drawLines(view: View, focus: Vec3): void {
    const { clientWidth: width, clientHeight: height } = view.canvas;
    const [x, y] = view.toCanvas(focus).map((at) => Math.round(at) + 0.5) as [number, number];
    const lines = (['axial', 'sagittal', 'coronal'] as const).flatMap((other) => {
      if (other === this.#plane) return [];
      const axis = positionAxis(view.volume, other);
      const upright = Math.abs(axis.reduce((sum, part, n) => sum + part * view.plane.right[n]!, 0)) > 0.5;
      const line = (x1: number, y1: number, x2: number, y2: number) =>
        svg('line', { class: `line line-${other}`, x1, y1, x2, y2 });
      return upright
        ? [line(x, Math.min(RIM, y - GAP), x, y - GAP), line(x, y + GAP, x, Math.max(height - RIM, y + GAP))]
        : [line(Math.min(RIM, x - GAP), y, x - GAP, y), line(x + GAP, y, Math.max(width - RIM, x + GAP), y)];
    });
    this.#lines.replaceChildren(...lines);
  }
}
