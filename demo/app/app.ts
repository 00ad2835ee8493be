// The page once something is opened: puts tools, pictures and panels in their places.

import { keepSettings } from '../link/keep-settings.ts';
import { LinkKeeper } from '../link/link-keeper.ts';
import { ColorPanel } from '../panels/color-panel.ts';
import { DisplayPanel } from '../panels/display-panel.ts';
import { HeaderPanel } from '../panels/header-panel.ts';
import { PresetPanel } from '../panels/preset-panel.ts';
import { describe, ProblemPanel } from '../panels/problem-panel.ts';
import { ReportPanel } from '../panels/report-panel.ts';
import { SeriesPanel } from '../panels/series-panel.ts';
import { StatusLine } from '../panels/status-line.ts';
import { TimePanel } from '../panels/time-panel.ts';
import { WindowPanel } from '../panels/window-panel.ts';
import type { Source } from '../start/sources.ts';
import { BarTools } from '../tools/bar.ts';
import { PageActions } from '../tools/page-actions.ts';
import { el, find } from '../ui/dom.ts';
import { WhyMode } from '../why/why-mode.ts';
import { Desk } from './desk.ts';
import { Tabs } from './tabs.ts';

export class App {
  readonly desk = new Desk();
  readonly #root = find('.app');

  constructor(openAnother: () => void) {
    const { desk } = this;
    keepSettings(desk);
    // Before the link is looked at: what the width asks for is nobody's change.
    this.#followWidth();
    const links = new LinkKeeper(desk);
    const bar = new BarTools(desk, { openAnother, toggleSeries: () => this.#root.classList.toggle('series-open') });
    const why = new WhyMode(desk);
    bar.actions.prepend(why.button, new PageActions(desk, links).root);
    const series = el('aside', { class: 'left', 'aria-label': 'Series' });
    series.append(new SeriesPanel(desk).root, new ProblemPanel(desk).root);
    const tabs = new Tabs('Panels', [
      {
        id: 'view',
        label: 'View',
        icon: 'view',
        parts: [
          new WindowPanel(desk),
          new PresetPanel(desk),
          new DisplayPanel(desk),
          new ColorPanel(desk),
          new TimePanel(desk),
        ].map(({ root }) => root),
      },
      { id: 'report', label: 'Report', icon: 'report', parts: [new ReportPanel(desk).root] },
      { id: 'header', label: 'Header', icon: 'header', parts: [new HeaderPanel(desk).root] },
    ]);
    const pictures = el('main', { class: 'stage', 'aria-label': 'Planes' }, desk.pictures.root, why.root);
    const status = new StatusLine(desk);
    this.#root.replaceChildren(bar.root, series, pictures, tabs.root, status.root);
    const reasons = find('.start-problems');
    desk.session.begun.listen(() => {
      reasons.replaceChildren();
      this.#root.setAttribute('aria-busy', 'true');
    });
    desk.session.problem.listen(({ problem, note }) => reasons.append(describe(problem, note)));
    desk.session.ended.listen(({ read }) => {
      this.#root.setAttribute('aria-busy', 'false');
      // Where nothing could be read and nothing was open, the start screen is there again, with the reasons.
      this.#root.dataset.state = read || desk.chosen ? 'open' : 'start';
    });
  }

  /** Where there is room for one picture, one is shown. */
  #followWidth(): void {
    const { pictures } = this.desk;
    const narrow = matchMedia('(max-width: 719px)');
    let wide = pictures.layout;
    const follow = (): void => {
      if (narrow.matches) wide = pictures.layout;
      pictures.layout = narrow.matches ? 'one' : wide;
    };
    narrow.addEventListener('change', follow);
    if (narrow.matches) follow();
  }

  open(source: Source): Promise<void> {
    return this.desk.open(source);
  }
}
