// Begins as somebody left off, and remembers how they leave it. What a link asks for is the sender's way, not theirs.
import { OVERLAY_LAYERS } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { narrow } from '../ui/narrow.ts';
import type { LinkKeeper } from './link-keeper.ts';
import { loadSettings, saveSettings } from './settings.ts';

export function beginAsLeft({ pictures }: Desk): void {
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
}

export function keepSettings({ pictures }: Desk, links: LinkKeeper): void {
  let [layout, tool] = [pictures.mpr.layout, pictures.tool];
  pictures.arranged.listen(() => {
    const changed = { layout: pictures.mpr.layout !== layout, tool: pictures.tool !== tool };
    [layout, tool] = [pictures.mpr.layout, pictures.tool];
    if (links.settling) return;
    // Where there is room for one picture, one is what the room asks for.
    saveSettings({ ...(changed.layout && !narrow.matches ? { layout } : {}), ...(changed.tool ? { tool } : {}) });
  });
  pictures.changed.listen(({ state, previous }) => {
    if (links.settling) return;
    if (state.interpolation === previous.interpolation && state.overlay === previous.overlay) return;
    const shown = OVERLAY_LAYERS.filter((layer) => state.overlay[layer]);
    saveSettings({ kernel: state.interpolation, overlay: shown });
  });
}
