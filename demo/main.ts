// The demo's door: the start screen at once, all else with the first series.
import type { App } from './app/app.ts';
import { decodeLink } from './link/link.ts';
import { ThemeChoice } from './link/theme.ts';
import { isPhantomName, localSource, phantomSource, type Source } from './start/sources.ts';
import { startScreen } from './start/start-screen.ts';
import { el, find } from './ui/dom.ts';

const theme = new ThemeChoice();
let app: Promise<App> | null = null;

const show = (state: 'start' | 'loading' | 'open'): void => {
  find('.app').dataset.state = state;
};

const load = async (): Promise<App> => {
  const { App } = await import('./app/app.ts');
  return new App(theme, () => show('start'));
};

async function open(source: Source): Promise<void> {
  show('loading');
  let made: App;
  try {
    app ??= load();
    made = await app;
  } catch {
    app = null;
    show('start');
    find('.start-problems').replaceChildren(
      el('li', { class: 'error' }, 'A part of this page could not be loaded. Reload it, or try again.'),
    );
    return;
  }
  await made.desk.open(source);
}

startScreen(theme, {
  open: (source) => void open(source),
  back: () => show('open'),
});

const query = new URLSearchParams(location.search);
const phantom = decodeLink(location.hash).value.phantom ?? query.get('phantom') ?? '';
const first = isPhantomName(phantom) ? phantomSource(phantom) : await localSource().catch(() => null);
if (first) void open(first);
// A link that is opened on the start screen; once there are pictures they follow the address themselves, and are seen.
addEventListener('hashchange', () => {
  const { phantom: linked } = decodeLink(location.hash).value;
  if (!app && linked) void open(phantomSource(linked));
  else if (find('.app').childElementCount > 0) show('open');
});
// Not where a folder is served with the page: that page is gone with its server.
if (import.meta.env.PROD && !document.querySelector('meta[name=reslice-folder]'))
  void import('./start/offline.ts').then(({ workOffline }) => workOffline());
// For the tests, and only on request: `?test` hands out what the page is made of.
if (query.has('test')) Object.assign(window, { resliceTest: { app: () => app } });
