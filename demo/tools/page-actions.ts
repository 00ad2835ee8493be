// What concerns the page as a whole: its link, its pictures as files, the value as text, full screen, theme, help. A row of buttons
// where there is room; else below a button, with words.
import { isResliceError } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { PLANES } from '../app/pictures.ts';
import type { LinkKeeper } from '../link/link-keeper.ts';
import type { ThemeChoice } from '../link/theme.ts';
import { button } from '../ui/button.ts';
import { el } from '../ui/dom.ts';
import { type IconName, icon } from '../ui/icons.ts';
import { Menu } from '../ui/menu.ts';
import { ValueCopy } from './copy-value.ts';
import { activePicture, type PictureFile, saveFile, wholeLayout } from './export-pictures.ts';
import { pressKey } from './press-key.ts';

export class PageActions {
  readonly root: HTMLElement;
  readonly #desk: Desk;

  constructor(desk: Desk, links: LinkKeeper, theme: ThemeChoice) {
    this.#desk = desk;
    const { pictures } = desk;
    const save = (make: () => Promise<PictureFile | null>) => (): void => void this.#save(make);
    const files = new Menu('download', 'Save as PNG', [
      { label: 'Active plane', act: save(() => activePicture(pictures, false)) },
      { label: 'Active plane with overlays', act: save(() => activePicture(pictures, true)) },
      { label: 'Whole layout', act: save(() => wholeLayout(pictures, false)) },
      { label: 'Whole layout with overlays', act: save(() => wholeLayout(pictures, true)) },
    ]);
    const value = new ValueCopy(pictures);
    const named = (name: IconName, label: string, act: () => void, key?: string) =>
      withWords(button({ icon: name, label, act, ...(key ? { key } : {}) }), label);
    const overlay = named('overlay', 'Overlay', () => pressKey(pictures, 'o'), 'O');
    const items = el(
      'div',
      { class: 'action-items', id: 'page-actions', role: 'group', 'aria-label': 'Page' },
      overlay,
      named('reset', 'Reset the pictures', () => this.#reset(), 'R: the active one'),
      named('copy', 'Copy value', () => void this.#copy(value.text, 'Copied', 'No value here'), 'Ctrl C'),
      files.root,
      named('link', 'Copy link', () => void this.#copy(links.link, 'Link copied: what is shown, not of whom', '')),
      fullScreen(desk),
      themeButton(theme),
      named('help', 'Mouse, touch and keys', () => pressKey(pictures, '?'), '?'),
    );
    withWords(files.button, 'Save as PNG');
    this.root = el('div', { class: 'page-actions' }, more(items), items);
    const refresh = (): void => {
      const layers = pictures.view?.state.overlay;
      overlay.setAttribute('aria-pressed', String(!!layers && Object.values(layers).some(Boolean)));
    };
    pictures.changed.listen(({ state, previous }) => state.overlay !== previous.overlay && refresh());
    pictures.shown.listen(refresh);
    refresh();
    document.addEventListener('copy', (event) => this.#copyKey(event, value));
  }

  async #save(make: () => Promise<PictureFile | null>): Promise<void> {
    try {
      const file = await make();
      if (file) saveFile(file);
      this.#desk.say(file ? `Saved ${file.name}` : 'There is no picture to save');
    } catch (error) {
      if (!isResliceError(error)) throw error;
      this.#desk.say(
        error.code === 'element/falsified-readback'
          ? 'This browser falsifies what is drawn over pictures: save them without'
          : 'There is no picture to save',
      );
    }
  }

  /** Each as `R` does: where the planes meet stays. */
  #reset(): void {
    const { pictures } = this.#desk;
    for (const pane of PLANES) pressKey(pictures, 'r', pane);
    this.#desk.say('Pictures reset');
  }

  async #copy(text: string | null, done: string, none: string): Promise<void> {
    if (text === null) {
      this.#desk.say(none);
      return;
    }
    try {
      // Not there where a page is served to others without https.
      await navigator.clipboard.writeText(text);
      this.#desk.say(text.startsWith('http') ? done : `${done}: ${text}`);
    } catch {
      this.#desk.say('The browser does not let this page write to the clipboard');
    }
  }

  /** Where somebody has selected text, or writes, they mean that. */
  #copyKey(event: ClipboardEvent, value: ValueCopy): void {
    const selected = String(document.getSelection() ?? '') !== '' || event.target instanceof HTMLInputElement;
    const text = selected || !this.#desk.pictures.stack ? null : value.text;
    if (text === null) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    this.#desk.say(`Copied: ${text}`);
  }
}

/** Seen only where the buttons are a list. */
function withWords<T extends HTMLElement>(made: T, words: string): T {
  made.append(el('span', { class: 'words', 'aria-hidden': 'true' }, words));
  return made;
}

function more(items: HTMLElement): HTMLButtonElement {
  const show = (shown: boolean): void => {
    items.classList.toggle('shown', shown);
    made.setAttribute('aria-expanded', String(shown));
  };
  const made = button({ icon: 'more', label: 'More', act: () => show(!items.classList.contains('shown')) });
  made.classList.add('more-button');
  made.setAttribute('aria-controls', items.id);
  show(false);
  items.addEventListener('click', ({ target }) => {
    // The list of files opens in its place.
    if (!(target as Element).closest('[aria-haspopup]')) show(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!items.contains(target as Node | null) && !made.contains(target as Node | null)) show(false);
  });
  items.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !items.classList.contains('shown')) return;
    show(false);
    made.focus();
  });
  return made;
}

function fullScreen(desk: Desk): HTMLButtonElement {
  const made = withWords(
    button({ icon: 'full-screen', label: 'Full screen', act: () => void toggle() }),
    'Full screen',
  );
  const toggle = async (): Promise<void> => {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      desk.say('The browser does not allow full screen here');
    }
  };
  const refresh = (): void => made.setAttribute('aria-pressed', String(document.fullscreenElement !== null));
  document.addEventListener('fullscreenchange', refresh);
  made.disabled = !document.fullscreenEnabled;
  refresh();
  return made;
}

function themeButton(choice: ThemeChoice): HTMLButtonElement {
  const made = button({ icon: 'dark', label: 'Theme', act: () => choice.next() });
  const refresh = (): void => {
    const { words } = choice;
    made.replaceChildren(icon(choice.light ? 'light' : 'dark'));
    made.setAttribute('aria-label', words);
    made.title = words;
    withWords(made, words);
  };
  choice.changed.listen(refresh);
  refresh();
  return made;
}
