// Keys for the whole page; they act on the pane that was used last.
import { KEYED } from './preset-panel.ts';
import type { Viewer } from './viewer.ts';

export interface KeyActions {
  reset(): void;
  toggleOverlay(): void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1e6,
  End: 1e6,
};
const ZOOMS: Readonly<Record<string, number>> = { '+': 1.25, '=': 1.25, '-': 0.8 };

export function listenToKeys(viewer: Viewer, actions: KeyActions): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { key, target } = event;
    // A list takes every key, a slider those that step.
    const control = target instanceof Element ? target.closest('input, select') : null;
    if (control instanceof HTMLSelectElement || (control && key in STEPS)) return;
    const preset = KEYED[Number(key) - 1];
    if (preset) viewer.setWindow(preset);
    else if (key in STEPS) viewer.step(STEPS[key]!);
    else if (key in ZOOMS) viewer.zoomBy(ZOOMS[key]!);
    else if (key === 'r' || key === 'R') actions.reset();
    else if (key === 'o' || key === 'O') actions.toggleOverlay();
    else return;
    event.preventDefault();
  });
}
