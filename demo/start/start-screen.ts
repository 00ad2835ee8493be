// The first thing that is seen: what this is, and the ways to open something. Loaded before anything else is.
import type { ThemeChoice } from '../link/theme.ts';
import { el, find } from '../ui/dom.ts';
import { droppedSource, fileSource, isPhantomName, pastedSource, phantomSource, type Source } from './sources.ts';

export interface StartActions {
  /** Given what the user has picked, dropped, pasted or chosen. */
  open(source: Source): void;
  /** To what is open already. */
  back(): void;
}

export function startScreen(theme: ThemeChoice, { open, back }: StartActions): void {
  for (const kind of ['folder', 'files'] as const) {
    const input = find<HTMLInputElement>(`[data-input=${kind}]`);
    find(`[data-action=open-${kind}]`).addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      if (input.files?.length) open(fileSource([...input.files]));
      input.value = '';
    });
  }
  for (const card of document.querySelectorAll<HTMLElement>('[data-phantom]')) {
    const name = card.dataset.phantom ?? '';
    card.addEventListener('click', () => isPhantomName(name) && open(phantomSource(name)));
  }
  showTheme(theme);
  offerBack(back);
  listenToDrops(open);
}

/** Seen once something is open (start.css). */
function offerBack(back: () => void): void {
  const made = find<HTMLButtonElement>('.start [data-action=back]');
  made.addEventListener('click', back);
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && made.checkVisibility()) back();
  });
}

/** In words alone: the icons come with the first series. */
function showTheme(theme: ThemeChoice): void {
  const made = find<HTMLButtonElement>('.start [data-action=theme]');
  made.addEventListener('click', () => theme.next());
  const refresh = (): void => {
    made.textContent = theme.words;
  };
  theme.changed.listen(refresh);
  refresh();
}

function listenToDrops(open: (source: Source) => void): void {
  const veil = el('div', { class: 'drop-veil', 'aria-hidden': 'true' }, el('p', {}, 'Drop to open'));
  document.body.append(veil);
  const show = (shown: boolean): void => {
    document.body.classList.toggle('dropping', shown);
  };
  // Text and links that are dragged about are their own affair.
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    show(true);
  });
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && show(false));
  document.addEventListener('drop', (event) => {
    show(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) open(droppedSource(event.dataTransfer));
  });
  document.addEventListener('paste', (event) => {
    const source = event.clipboardData && pastedSource(event.clipboardData);
    if (source) open(source);
  });
}
