// The bar: what a drag does, how the planes are laid out, undo, and what concerns the whole page.

import type { MprLayout } from '../../src/entry/element.ts';
import type { Tool } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { PLANES, type PlaneKey } from '../app/pictures.ts';
import { button, choices } from '../ui/button.ts';
import { el } from '../ui/dom.ts';
import { title } from '../ui/format.ts';
import type { IconName } from '../ui/icons.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';

const TOOLS: readonly { readonly value: Tool; readonly icon: IconName; readonly label: string }[] = [
  { value: 'scrub', icon: 'scrub', label: 'Scrub through slices' },
  { value: 'crosshair', icon: 'crosshair', label: 'Move the crosshair' },
  { value: 'window', icon: 'window', label: 'Window: width and level' },
  { value: 'pan', icon: 'pan', label: 'Pan' },
  { value: 'zoom', icon: 'zoom', label: 'Zoom' },
  { value: 'rotate', icon: 'rotate', label: 'Rotate' },
  { value: 'measure:length', icon: 'length', label: 'Measure a length' },
  { value: 'measure:angle', icon: 'angle', label: 'Measure an angle' },
  { value: 'measure:ellipse', icon: 'ellipse', label: 'Measure in an ellipse' },
  { value: 'measure:rectangle', icon: 'rectangle', label: 'Measure in a rectangle' },
  { value: 'measure:probe', icon: 'probe', label: 'Mark a value' },
];

const LAYOUTS: readonly { readonly value: MprLayout | 'acquired'; readonly icon: IconName; readonly label: string }[] =
  [
    { value: '2x2', icon: 'grid', label: 'Four planes' },
    { value: '1+3', icon: 'main-and-three', label: 'One large, three small' },
    { value: 'one', icon: 'single', label: 'One plane' },
    { value: 'acquired', icon: 'series', label: 'Slices as acquired' },
  ];

export class BarTools {
  readonly root: HTMLElement;
  /** At the end of the bar: what concerns the whole page. */
  readonly actions = el('div', { class: 'actions' });

  /** Of the drawer that the series are in where there is little room. */
  readonly series = button({ icon: 'series', label: 'Series', act: () => undefined });

  constructor({ pictures }: Desk, openAnother: () => void) {
    const tools = choices('Left button or finger', TOOLS, (tool) => {
      pictures.tool = tool;
    });
    const layouts = choices('Layout', LAYOUTS, (layout) => {
      if (layout === 'acquired') pictures.active = layout;
      else pictures.layout = layout;
    });
    const planes = choices<PlaneKey>(
      'Plane',
      PLANES.map((value) => ({ value, label: title(value) })),
      (plane) => {
        pictures.active = plane;
      },
    );
    const list = pictures.mpr.measurements;
    const undo = button({ icon: 'undo', label: 'Undo', key: 'Ctrl Z', act: () => list.undo() });
    const redo = button({ icon: 'redo', label: 'Redo', key: 'Ctrl Shift Z', act: () => list.redo() });
    this.series.classList.add('series-button');
    const start = el('div', { class: 'bar-start' }, this.series, el('h1', { class: 'brand' }, 'Reslice'));
    const history = el('div', { class: 'history' }, undo, redo);
    const { actions } = this;
    actions.append(button({ icon: 'open-folder', label: 'Open another series', act: openAnother }));
    for (const [{ root }, name] of [
      [planes, 'planes'],
      [tools, 'tools'],
      [layouts, 'layouts'],
    ] as const)
      root.classList.add(name);
    this.root = el('header', { class: 'bar' }, start, planes.root, tools.root, layouts.root, history, actions);
    const refresh = (): void => {
      tools.show(pictures.tool);
      layouts.show(pictures.active === 'acquired' ? 'acquired' : pictures.layout);
      planes.show(pictures.active);
      undo.disabled = !list.canUndo;
      redo.disabled = !list.canRedo;
    };
    const soon = onceAFrame(refresh);
    pictures.arranged.listen(soon);
    list.on('change', soon);
    refresh();
  }
}
