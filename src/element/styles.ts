// The look of both elements: calm in a dark reading room. As a constructed sheet, so that a strict Content-Security-Policy has nothing to refuse.

const CSS = `
:host {
  display: block;
  box-sizing: border-box;
  position: relative;
  block-size: 320px;
  overflow: hidden;
  contain: layout paint style;
  background: var(--reslice-ground, #0b0d10);
  color: var(--reslice-text, #c6ccd3);
  color-scheme: dark;
  font: 13px / 16px var(--reslice-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  font-variant-numeric: tabular-nums;
  text-align: start;
  --accent: var(--reslice-accent, #7db8c9);
  --warn: var(--reslice-warn, #d3a96a);
  --dim: var(--reslice-dim, #8b949e);
  --line: var(--reslice-line, #242a32);
  --raised: var(--reslice-raised, #13161b);
  --own: var(--accent);
}
:host([hidden]) { display: none; }
:host(reslice-mpr), :host(.mpr) { block-size: 640px; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.frame { display: flex; flex-direction: column; block-size: 100%; }
.stage { position: relative; flex: 1; min-block-size: 0; min-inline-size: 0; display: grid; }
.pane { position: relative; display: grid; min-inline-size: 0; min-block-size: 0; overflow: hidden; }
.picture {
  position: relative;
  min-inline-size: 0;
  min-block-size: 0;
  overflow: hidden;
  background: var(--reslice-background, #000);
  touch-action: none;
  cursor: var(--reslice-cursor, crosshair);
  user-select: none;
  -webkit-user-select: none;
  outline: none;
}
.picture:focus-visible::after {
  content: "";
  position: absolute;
  inset: 0;
  border: 2px solid var(--accent);
  pointer-events: none;
}
.over { position: absolute; inset: 0; display: block; pointer-events: none; }
.over::slotted(*) { pointer-events: auto; }
.live { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.overlay {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  overflow: hidden;
  pointer-events: none;
  fill: var(--reslice-overlay, #c3c9b8);
  font-size: 12px;
  white-space: pre;
  direction: ltr;
}
text { stroke: var(--edge, #000d); stroke-width: var(--outline, 2.5px); stroke-linejoin: round; paint-order: stroke fill; white-space: pre; }
/* A wide outline has holes, where depends on the font: three widths lie over each other. */
.halo { --outline: 4.5px; --edge: #000; --copied: hidden; --own: #000; --accent: #000; fill: #000; }
.halo + .halo { --outline: 3.5px; }
.badge, .bar, .casing { visibility: var(--copied, visible); }
.ruler { visibility: hidden; }
.letter { font-size: 14px; font-weight: 600; }
.name { fill: var(--own); font-weight: 600; }
.overlay .bar { fill: none; stroke: var(--reslice-overlay, #c3c9b8); }
.overlay .badge text { fill: var(--warn); stroke: none; }
.overlay [data-item=more] { pointer-events: auto; cursor: help; }
.overlay .badge rect { fill: #000d; stroke: var(--warn); stroke-opacity: 0.45; }
.overlay .casing { fill: none; stroke: #000c; stroke-width: 4; }
.line { stroke-width: 1.5; }
.leader { stroke: var(--accent); stroke-width: 1.25; }
.handle { fill: #000c; stroke-width: 1.5; opacity: 0; }
.picture:hover .handle, .picture:focus-within .handle { opacity: 1; }
@media (hover: none) { .handle { opacity: 0.7; } }
.line-axial, .handle-axial { stroke: var(--axial); }
.line-sagittal, .handle-sagittal { stroke: var(--sagittal); }
.line-coronal, .handle-coronal { stroke: var(--coronal); }
.line-oblique, .handle-oblique { stroke: var(--oblique); }
.face { stroke-dasharray: 4 4; }
.measurement { stroke: var(--accent); fill: none; stroke-width: 1.5; }
.measurement.touched { stroke-width: 2.25; }
.measurement.selected { stroke-width: 2.75; }
.cursor {
  position: absolute;
  inset: 0 auto auto 0;
  inline-size: 25px;
  block-size: 25px;
  margin: -12.5px 0 0 -12.5px;
  pointer-events: none;
  background: linear-gradient(var(--accent), var(--accent)) center / 1px 100% no-repeat, linear-gradient(var(--accent), var(--accent)) center / 100% 1px no-repeat;
  filter: drop-shadow(0 0 1px #000) drop-shadow(0 0 1px #000);
}
.measurement-text { fill: var(--accent); }

:host, .stage {
  --axial: var(--reslice-axial, #c98a84);
  --sagittal: var(--reslice-sagittal, #c7b471);
  --coronal: var(--reslice-coronal, #84b08f);
  --oblique: var(--reslice-oblique, #a99bd0);
}
.pane[data-plane="axial"] { --own: var(--axial); }
.pane[data-plane="sagittal"] { --own: var(--sagittal); }
.pane[data-plane="coronal"] { --own: var(--coronal); }
.pane[data-plane="oblique"] { --own: var(--oblique); }

.message {
  position: absolute;
  inset: 0;
  display: grid;
  align-content: center;
  justify-items: center;
  gap: 8px;
  padding: 16px;
  text-align: center;
  color: var(--dim);
  pointer-events: none;
  overflow-wrap: anywhere;
}
.message:empty { display: none; }
.message.failed { color: var(--warn); background: #0b0d10d9; }
.progress { position: absolute; inset: 0 0 auto; block-size: 2px; overflow: hidden; background: var(--line); }
.progress i { display: block; block-size: 100%; background: var(--accent); transform-origin: 0 0; transform: scaleX(var(--done, 0)); }

.help {
  position: absolute;
  inset: 0;
  inline-size: auto;
  block-size: auto;
  max-inline-size: none;
  max-block-size: none;
  margin: auto;
  inline-size: min(26rem, calc(100% - 16px));
  block-size: fit-content;
  max-block-size: calc(100% - 16px);
  padding: 0;
  border: 1px solid var(--line);
  border-radius: 4px;
  background: var(--raised);
  color: inherit;
  overflow: auto;
  outline-offset: -2px;
  scrollbar-width: thin;
  scrollbar-color: #36404a transparent;
}
.help:focus-visible { outline: 2px solid var(--accent); }
.help header { position: sticky; inset-block-start: 0; display: flex; justify-content: space-between; align-items: center; padding: 8px 8px 8px 16px; background: var(--raised); border-block-end: 1px solid var(--line); }
.help h2 { font-size: 13px; font-weight: 600; }
.help button { block-size: 24px; padding: 0 8px; border: 1px solid var(--line); border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
.help button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.help h3 { font-size: 12px; font-weight: 400; color: var(--dim); padding: 8px 16px 0; }
.help dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 4px 16px; padding: 8px 16px 16px; }
.help dt { color: var(--dim); }
.help dd { margin: 0; }

.panes { gap: var(--reslice-gap, 4px); container-type: size; }
.panes .grid { position: absolute; inset: 0; display: grid; gap: var(--reslice-gap, 4px); grid-template: minmax(0, 1fr) minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 1fr); }
.grid .pane { border: 1px solid var(--line); border-radius: var(--reslice-radius, 4px); }
.grid .pane[data-active] { border-color: #3d4854; }
.grid[data-layout="1+3"] { grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 2fr) minmax(0, 1fr); }
.grid[data-layout="1+3"] .pane[data-active] { grid-area: 1 / 1 / 4 / 2; }
.grid[data-layout="one"] { grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
.grid[data-layout="one"] .pane:not([data-active]) { display: none; }
@container (max-aspect-ratio: 1 / 1) {
  .grid[data-layout="1+3"] { grid-template: minmax(0, 2fr) minmax(0, 1fr) / repeat(3, minmax(0, 1fr)); }
  .grid[data-layout="1+3"] .pane[data-active] { grid-area: 1 / 1 / 2 / 4; }
}
@media (prefers-reduced-motion: no-preference) {
  .progress i { transition: transform 120ms linear; }
}
@media (forced-colors: active) {
  .picture:focus-visible::after { border-color: Highlight; }
}
`;

// A sheet belongs to the document that it was made for.
const byDocument = /* @__PURE__ */ new WeakMap<Document, CSSStyleSheet>();

export function sheetOf(document: Document): CSSStyleSheet {
  const known = byDocument.get(document);
  if (known) return known;
  const sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
  sheet.replaceSync(CSS);
  byDocument.set(document, sheet);
  return sheet;
}
