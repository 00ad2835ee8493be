// The page once something is opened: puts tools, pictures and panels in their places.

import { beginAsLeft, keepSettings } from '../link/keep-settings.ts';
import { LinkKeeper } from '../link/link-keeper.ts';
import type { ThemeChoice } from '../link/theme.ts';
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
import { drawer } from '../ui/drawer.ts';
import { narrow } from '../ui/narrow.ts';
import { WhyMode } from '../why/why-mode.ts';
import { Desk } from './desk.ts';
import { stageNote } from './stage-note.ts';
import { Tabs } from './tabs.ts';

export class App {
  readonly desk = new Desk();
  readonly #root = find('.app');

  constructor(theme: ThemeChoice, openAnother: () => void) {
    const { desk } = this;
    beginAsLeft(desk);
    // Before the link is looked at: what the width asks for is nobody's change.
    this.#followWidth();
    const links = new LinkKeeper(desk);
    keepSettings(desk, links);
    const bar = new BarTools(desk, openAnother);
    const why = new WhyMode(desk);
    bar.actions.prepend(why.button, new PageActions(desk, links, theme).root);
    const series = el('aside', { class: 'left', id: 'series', 'aria-label': 'Series' });
    series.append(new SeriesPanel(desk).root, new ProblemPanel(desk).root);
    drawer(series, bar.series);
    const tabs = new Tabs('Panels', [
      {
        id: 'view',
        label: 'View',
        icon: 'view',
        parts: [
          new WindowPanel(desk),
          new PresetPanel(desk),
          new TimePanel(desk),
          new DisplayPanel(desk),
          new ColorPanel(desk),
        ].map(({ root }) => root),
      },
      { id: 'report', label: 'Report', icon: 'report', parts: [new ReportPanel(desk).root] },
      { id: 'header', label: 'Header', icon: 'header', parts: [new HeaderPanel(desk).root] },
    ]);
    const pictures = el(
      'main',
      { class: 'stage', 'aria-label': 'Planes' },
      desk.pictures.root,
      stageNote(desk),
      why.root,
    );
    const status = new StatusLine(desk);
    this.#root.replaceChildren(bar.root, series, pictures, tabs.root, status.root);
    const reasons = find('.start-problems');
    let problems: HTMLElement[] = [];
    desk.session.begun.listen(() => {
      problems = [];
      reasons.replaceChildren();
      this.#root.setAttribute('aria-busy', 'true');
    });
    desk.session.problem.listen(({ problem, note }) => problems.push(describe(problem, note)));
    desk.chose.listen(() => this.#root.toggleAttribute('data-chosen', desk.chosen !== null));
    desk.session.ended.listen(({ read }) => {
      this.#root.setAttribute('aria-busy', 'false');
      if (!read) reasons.replaceChildren(...problems);
      // Where nothing could be read and nothing was open, the start screen is there again, with the reasons.
      this.#root.dataset.state = read || desk.chosen ? 'open' : 'start';
    });
  }

  /** Where there is room for one picture, one is shown. */
  #followWidth(): void {
    const { pictures } = this.desk;
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
