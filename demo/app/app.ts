// The page once something is opened: puts tools, pictures and panels in their places.

import { ColorPanel } from '../panels/color-panel.ts';
import { HeaderPanel } from '../panels/header-panel.ts';
import { PresetPanel } from '../panels/preset-panel.ts';
import { ProblemPanel } from '../panels/problem-panel.ts';
import { ReportPanel } from '../panels/report-panel.ts';
import { SeriesPanel } from '../panels/series-panel.ts';
import { StatusLine } from '../panels/status-line.ts';
import type { Source } from '../start/sources.ts';
import { BarTools } from '../tools/bar.ts';
import { el, find } from '../ui/dom.ts';
import { Desk } from './desk.ts';
import { Tabs } from './tabs.ts';

export class App {
  readonly desk = new Desk();
  readonly #root = find('.app');

  constructor(openAnother: () => void) {
    const { desk } = this;
    const bar = new BarTools(desk, { openAnother, toggleSeries: () => this.#root.classList.toggle('series-open') });
    const series = el('aside', { class: 'left', 'aria-label': 'Series' });
    series.append(new SeriesPanel(desk).root, new ProblemPanel(desk).root);
    const tabs = new Tabs('Panels', [
      { id: 'view', label: 'View', icon: 'view', parts: [new PresetPanel(desk).root, new ColorPanel(desk).root] },
      { id: 'report', label: 'Report', icon: 'report', parts: [new ReportPanel(desk).root] },
      { id: 'header', label: 'Header', icon: 'header', parts: [new HeaderPanel(desk).root] },
    ]);
    const pictures = el('main', { class: 'stage', 'aria-label': 'Planes' }, desk.pictures.root);
    const status = new StatusLine(desk);
    this.#root.replaceChildren(bar.root, series, pictures, tabs.root, status.root);
    desk.session.begun.listen(() => this.#root.setAttribute('aria-busy', 'true'));
    desk.session.ended.listen(({ read }) => {
      this.#root.setAttribute('aria-busy', 'false');
      // Where nothing could be read and nothing was open, the start screen is there again, with the reasons.
      this.#root.dataset.state = read || desk.chosen ? 'open' : 'start';
    });
  }

  open(source: Source): Promise<void> {
    return this.desk.open(source);
  }
}
