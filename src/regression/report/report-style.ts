// The report's style sheet, as text that is written into the page. A .css file would come out empty under Vitest.

/** Calm in a dark room: the colours of the demo. Without the script every comparison stands below the other. */
export const reportStyle = `
:root {
  color-scheme: dark;
  --ground: #0b0d10;
  --raised: #13161b;
  --pressed: #1c2127;
  --line: #242a32;
  --text: #c6ccd3;
  --dim: #8b949e;
  --accent: #7db8c9;
  --warn: #d3a96a;
  font:
    13px / 16px system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Noto Sans",
    "Liberation Sans",
    sans-serif;
  font-variant-numeric: tabular-nums;
  background: var(--ground);
  color: var(--text);
}
*,
::before,
::after {
  box-sizing: border-box;
}
* {
  margin: 0;
}
/* Thrice, so that nothing that lays out by its class shows it after all. */
[hidden][hidden][hidden] {
  display: none;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: -2px;
}
body {
  min-height: 100vh;
}
.bar {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 24px;
  align-items: center;
  min-height: 48px;
  padding: 8px 24px;
  border-bottom: 1px solid var(--line);
}
h1 {
  font: inherit;
  font-size: 15px;
  line-height: 24px;
  font-weight: 600;
}
.summary {
  color: var(--dim);
}
.match {
  max-width: 1440px;
  padding: 24px;
}
.match + .match {
  border-top: 1px solid var(--line);
}
.match > header {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 8px 12px;
  align-items: center;
}
.match > header > :not(.badge, h2) {
  grid-column: 1 / -1;
}
h2 {
  font: inherit;
  font-size: 15px;
  line-height: 24px;
  font-weight: 600;
  overflow-wrap: anywhere;
}
.badge {
  padding: 0 8px;
  border: 1px solid var(--line);
  border-radius: 9px;
  color: var(--dim);
}
[data-result="fail"] .badge {
  border-color: color-mix(in srgb, var(--warn) 45%, transparent);
  color: var(--warn);
}
.against,
.note {
  color: var(--dim);
  overflow-wrap: anywhere;
}
.verdict {
  overflow-wrap: anywhere;
}
.tools {
  display: inline-flex;
  margin-top: 16px;
  border: 1px solid var(--line);
  border-radius: 4px;
}
.tools button {
  min-height: 32px;
  padding: 0 12px;
  border: 0;
  background: none;
  color: var(--dim);
  font: inherit;
  cursor: pointer;
}
.tools button + button {
  border-inline-start: 1px solid var(--line);
}
.tools button[aria-pressed="true"] {
  background: var(--pressed);
  color: var(--accent);
}
.pictures {
  position: relative;
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
  gap: 16px;
  margin: 16px 0 24px;
}
.pictures.equal,
.pictures[data-mode="swipe"],
.pictures[data-mode="difference"] {
  grid-template-columns: minmax(0, 800px);
}
figure {
  display: grid;
  gap: 8px;
  align-content: start;
}
img {
  display: block;
  width: 100%;
  height: auto;
  max-height: 72vh;
  border-radius: 4px;
  background: #000;
  object-fit: contain;
  image-rendering: pixelated;
}
figcaption {
  color: var(--dim);
}
.pictures[data-mode="difference"] :is(.expected, .actual),
.pictures[data-mode="swipe"] .difference {
  display: none;
}
.pictures[data-mode="swipe"] {
  cursor: ew-resize;
  touch-action: pan-y;
  user-select: none;
}
.pictures[data-mode="swipe"] :is(.expected, .actual, .divider) {
  grid-area: 1 / 1;
}
.pictures[data-mode="swipe"] .actual figcaption {
  text-align: end;
}
.pictures[data-mode="swipe"] .expected img {
  clip-path: inset(0 calc(100% - var(--divider)) 0 0);
}
.pictures[data-mode="swipe"] .actual img {
  clip-path: inset(0 0 0 var(--divider));
}
.divider {
  position: relative;
  left: var(--divider);
  width: 24px;
  margin-left: -12px;
}
.divider::before {
  content: "";
  position: absolute;
  inset: 0 11px 24px;
  background: var(--accent);
}
.divider::after {
  content: "";
  position: absolute;
  top: calc(50% - 28px);
  left: 6px;
  width: 12px;
  height: 32px;
  border-radius: 6px;
  background: var(--accent);
}
.tables {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
  gap: 24px;
  align-items: start;
}
table {
  width: 100%;
  border-collapse: collapse;
}
caption {
  padding-bottom: 8px;
  font-weight: 600;
  text-align: start;
}
th,
td {
  padding: 4px 0;
  border-bottom: 1px solid var(--line);
  font-weight: 400;
  text-align: start;
  vertical-align: top;
}
th {
  width: 128px;
  padding-inline-end: 16px;
  color: var(--dim);
}
td {
  overflow-wrap: anywhere;
}
nav {
  border-inline-end: 1px solid var(--line);
  overflow: auto;
}
nav ul {
  padding: 8px;
  list-style: none;
}
nav button {
  display: grid;
  grid-template-columns: 8px minmax(0, 1fr);
  gap: 12px;
  align-items: baseline;
  width: 100%;
  min-height: 32px;
  padding: 8px;
  border: 0;
  border-radius: 4px;
  background: none;
  color: var(--text);
  font: inherit;
  text-align: start;
  overflow-wrap: anywhere;
  cursor: pointer;
}
nav button[aria-current] {
  background: var(--pressed);
  color: var(--accent);
}
.dot {
  width: 8px;
  height: 8px;
  border: 1px solid var(--dim);
  border-radius: 50%;
}
[data-result="fail"] > .dot {
  border-color: var(--warn);
  background: var(--warn);
}
.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}
.scripted {
  display: grid;
  grid-template: "bar bar" auto "nav main" minmax(0, 1fr) / 320px minmax(0, 1fr);
  height: 100vh;
}
.scripted .bar {
  grid-area: bar;
}
.scripted nav {
  grid-area: nav;
}
.scripted main {
  grid-area: main;
  overflow: auto;
}
.scripted .match {
  border: 0;
}

@media (max-width: 719px) {
  .scripted {
    display: block;
    height: auto;
  }
  .scripted main {
    overflow: visible;
  }
  nav {
    max-height: 184px;
    border: 0;
    border-bottom: 1px solid var(--line);
  }
  .match {
    padding: 16px;
  }
  .bar {
    padding: 8px 16px;
  }
}
`;
