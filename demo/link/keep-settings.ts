// Begins as somebody left off, and remembers how they leave it.
import { OVERLAY_LAYERS } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { loadSettings, saveSettings } from './settings.ts';

export function keepSettings({ pictures }: Desk): void {
  const { layout, tool, overlay, kernel } = loadSettings();
  if (layout) pictures.layout = layout;
  if (tool) pictures.tool = tool;
  const request = {
    ...(kernel ? { interpolation: kernel } : {}),
    ...(overlay
      ? { overlay: Object.fromEntries(OVERLAY_LAYERS.map((layer) => [layer, overlay.includes(layer)])) }
      : {}),
  };
  // Each by itself: before there are pictures they do not hang together.
  for (const element of [pictures.mpr, pictures.acquired]) element.set(request);
  pictures.arranged.listen(() => saveSettings({ layout: pictures.mpr.layout, tool: pictures.tool }));
  pictures.changed.listen(({ state, previous }) => {
    if (state.interpolation === previous.interpolation && state.overlay === previous.overlay) return;
    const shown = OVERLAY_LAYERS.filter((layer) => state.overlay[layer]);
    saveSettings({ kernel: state.interpolation, overlay: shown });
  });
}
