// The pictures of one case: by the reference, by this device, and what differs.
import {
  type CasePicture,
  type CaseResult,
  type ConformanceCase,
  type DeviceFacts,
  picturesOf,
  planesOf,
  wordsOf,
} from '../../conformance/index.ts';
import { el } from '../ui/dom.ts';

/** Draws a case's plane in its picture, both ways. */
export type Draw = (entry: ConformanceCase, plane: number, picture: number) => CasePicture;

export function casePanel(entry: ConformanceCase, result: CaseResult | null, draw: Draw): HTMLElement {
  const volume = entry.volume();
  const planes = el('select', { 'aria-label': 'Plane' });
  planes.append(...planesOf(entry, volume).map(({ name }, n) => el('option', { value: n }, name)));
  const windows = el('select', { 'aria-label': 'Window' });
  windows.append(...picturesOf(entry, volume).map((picture, n) => el('option', { value: n }, wordsOf(picture))));
  // Where there is most to see, else a wide window.
  const place = (select: HTMLSelectElement, text: string | undefined, fallback: number): void => {
    const found = [...select.options].findIndex((option) => option.text === text);
    select.selectedIndex = found >= 0 ? found : Math.min(fallback, select.options.length - 1);
  };
  place(planes, result?.worstAt?.plane, 0);
  place(windows, result?.worstAt?.picture, 5);
  const pictures = el('div', { class: 'pictures' });
  const legend = el('p', { class: 'legend' });
  const show = (): void => {
    const drawn = draw(entry, Number(planes.value), Number(windows.value));
    const { cpu, gpu, mask } = drawn;
    let [differing, worst] = [0, 0];
    for (let p = 0; p < cpu.length; p++) {
      if (mask[p] || cpu[p] === gpu[p]) continue;
      differing++;
      worst = Math.max(worst, Math.abs(cpu[p]! - gpu[p]!));
    }
    pictures.replaceChildren(
      figure('CPU', drawn, (p) => grey(cpu[p]!)),
      figure('GPU', drawn, (p) => grey(gpu[p]!)),
      figure('Difference', drawn, (p) => (mask[p] ? MASKED : shade(Math.abs(cpu[p]! - gpu[p]!)))),
    );
    legend.textContent =
      differing === 0
        ? `All of ${cpu.length} pixels are equal. Blue: left out, the picture jumps there.`
        : `${differing} of ${cpu.length} pixels differ, by ${worst} level${worst > 1 ? 's' : ''} at most: amber 1, red more. Blue: left out.`;
  };
  planes.addEventListener('change', show);
  windows.addEventListener('change', show);
  show();
  const failures = el('ul', { class: 'failures' });
  failures.append(...(result?.failures ?? []).slice(0, 12).map((words) => el('li', {}, words)));
  return el(
    'section',
    { class: 'case-panel' },
    el('h3', {}, entry.name),
    el('div', { class: 'choose' }, planes, windows),
    pictures,
    legend,
    ...(result?.worstPicture ? [el('p', { class: 'legend' }, wordsOfWorst(result.worstPicture))] : []),
    failures,
  );
}

type Worst = NonNullable<CaseResult['worstPicture']>;
const wordsOfWorst = ({ plane, picture, pixels, differing, decided }: Worst): string =>
  `Most differ in ${plane}, ${picture}: ${differing} of ${pixels} compared, ${decided} of them away from the edges between levels.`;

type Colour = readonly [red: number, green: number, blue: number];
const MASKED: Colour = [28, 44, 62];
const grey = (level: number): Colour => [level, level, level];
/** One level is allowed and must still be seen; more is not. */
const shade = (difference: number): Colour =>
  difference === 0 ? [0, 0, 0] : difference === 1 ? [211, 169, 106] : [208, Math.max(0, 60 - difference), 60];

function figure(name: string, { width, height }: CasePicture, colour: (p: number) => Colour): HTMLElement {
  const canvas = el('canvas', { width, height, 'aria-label': name, role: 'img' });
  const image = new ImageData(width, height);
  for (let p = 0; p < width * height; p++) image.data.set([...colour(p), 255], p * 4);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return el('figure', {}, canvas, el('figcaption', {}, name));
}

export function devicePanel(facts: DeviceFacts): HTMLElement {
  const list = el('dl');
  const add = (name: string, value: string): void => list.append(el('dt', {}, name), el('dd', {}, value));
  add('Renderer', facts.renderer);
  add('Vendor', facts.vendor);
  add('Version', facts.version);
  add('3D texture', `${facts.limits.MAX_3D_TEXTURE_SIZE} each way`);
  add('2D texture', `${facts.limits.MAX_TEXTURE_SIZE} each way`);
  add('highp float', `${facts.floatBits} bits`);
  add('Browser', facts.userAgent);
  return el('section', { class: 'device-panel' }, el('h3', {}, 'This device'), list);
}
