// Four planes in a shadow root, with a look of their own: what a component of somebody else's would do.
import { ResliceMprElement } from '../../src/entry/element.ts';

const CSS = `
reslice-mpr {
  --reslice-accent: #e8a87c;
  --reslice-radius: 12px;
  --reslice-gap: 12px;
  block-size: 100%;
  padding: 12px;
  border-radius: 16px;
}
reslice-mpr::part(letter) { font-size: 16px; }
`;

export function shadowPlanes(host: HTMLElement): ResliceMprElement {
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  const mpr = new ResliceMprElement();
  mpr.setAttribute('window', 'brain');
  mpr.setAttribute('overlay', 'letters scale crosshair');
  root.append(mpr);
  return mpr;
}
