import type { Drawing } from '../measure/drawing.ts';
import { svg } from './dom.ts';

/** px of a handle's radius, and of one that arrows move. */
const GRIP = 3;
const TAKEN = 6;

/**
 * A measurement in SVG, in px.
 * @param state  classes beside `measurement`
 * @param taken  index of the handle that arrows move
 */
export function measurementFigure(id: string, drawing: Drawing, state: string, taken: number | null): SVGGElement {
  const { segments, ellipse, handles } = drawing;
  const figure = svg('g', { class: `measurement ${state}`.trim(), part: 'measurement', 'data-id': id });
  for (const [[x1, y1], [x2, y2]] of segments)
    figure.append(svg('line', { x1: x1 + 0.5, y1: y1 + 0.5, x2: x2 + 0.5, y2: y2 + 0.5 }));
  if (ellipse) {
    const { center, across, down } = ellipse;
    const matrix = [...across, ...down, center[0] + 0.5, center[1] + 0.5].join(' ');
    figure.append(svg('circle', { r: 1, transform: `matrix(${matrix})`, 'vector-effect': 'non-scaling-stroke' }));
  }
  for (const [n, [i, j]] of handles.entries())
    figure.append(svg('circle', { class: 'grip', cx: i + 0.5, cy: j + 0.5, r: n === taken ? TAKEN : GRIP }));
  return figure;
}
