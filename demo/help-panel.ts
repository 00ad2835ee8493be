// What the mouse and the keys do, for those who do not want to find out.
import { el } from './dom.ts';

const HELP = [
  ['Wheel, arrows', 'next plane'],
  ['Page Up, Down', 'ten planes'],
  ['Click', 'crosshair'],
  ['Right drag', 'window'],
  ['Shift drag', 'pan'],
  ['Ctrl wheel, + \u2212', 'zoom'],
  ['R', 'reset'],
  ['O', 'overlay'],
] as const;

export function helpPanel(): HTMLElement {
  const list = el('dl', { class: 'help' });
  for (const [input, act] of HELP) list.append(el('dt', {}, input), el('dd', {}, act));
  return el('section', { class: 'panel help-panel', 'aria-label': 'Mouse and keys' }, list);
}
