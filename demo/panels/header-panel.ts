// All elements of the file whose slice is under the crosshair, to be searched and copied. Read only while somebody looks.
import { type ElementList, type ImageHeader, isResliceError, type ListedElement } from '../../src/entry/dicom.ts';
import { currentSlice } from '../app/current-slice.ts';
import type { Desk } from '../app/desk.ts';
import { ElementTree } from '../header/element-tree.ts';
import { textOf } from '../header/element-words.ts';
import { headerRows } from '../header/header-rows.ts';
import { HeaderSource, isOf } from '../header/header-source.ts';
import { button } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { whileSeen } from '../ui/while-seen.ts';

/** ms: while one scrubs, the header waits. */
const WAIT = 150;
/** Rows; whoever wants others searches. */
const MOST_ROWS = 2000;

export class HeaderPanel {
  readonly root = el('section', { class: 'panel header-panel', 'aria-label': 'Header' });
  readonly #file = el('p', { class: 'header-file' });
  readonly #search = el('input', {
    type: 'search',
    placeholder: 'Tag, keyword or value',
    'aria-label': 'Search the header',
  });
  readonly #note = el('p', { class: 'empty', hidden: true });
  readonly #copy: HTMLButtonElement;
  readonly #step = el('div', { class: 'header-step', hidden: true });
  readonly #tree: ElementTree;
  readonly #source = new HeaderSource();
  readonly #open = new Set<string>();
  readonly #desk: Desk;
  /** Which of a stack's pictures, where it has no volume to be at a place of. */
  #picture = 0;
  #list: ElementList | null = null;
  #image: ImageHeader | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#tree = new ElementTree(
      (key) => this.#toggle(key),
      () => this.#chose(),
    );
    this.#copy = button({
      icon: 'copy',
      label: 'Copy the element as text',
      key: 'Ctrl C',
      act: () => void this.#copyChosen(),
    });
    const ask = whileSeen(this.root, () => void this.#refresh(), WAIT);
    const step = (by: number) => () => {
      this.#picture += by;
      ask();
    };
    this.#step.append(button({ label: 'Previous', act: step(-1) }), button({ label: 'Next', act: step(1) }));
    const tools = el('div', { class: 'header-tools' }, this.#search, this.#copy);
    this.root.append(el('div', { class: 'header-top' }, this.#file, this.#step, tools), this.#note, this.#tree.root);
    this.#search.addEventListener('input', () => this.#show());
    // On the way down, before the page's own answer, the value in a picture. By where the keys go, not by the event's target: that is the
    // text cursor's place, which need not be here.
    document.addEventListener('copy', (event) => this.#copyEvent(event), { capture: true });
    desk.chose.listen(() => {
      this.#picture = 0;
      ask();
    });
    desk.pictures.shown.listen(ask);
    desk.pictures.changed.listen(ask);
    desk.pictures.arranged.listen(ask);
    ask();
  }

  async #refresh(): Promise<void> {
    const image = this.#imageNow();
    const { files } = this.#desk.session;
    this.#image = image;
    if (!image) {
      this.#list = null;
      this.#show('Nothing open.');
      return;
    }
    try {
      const list = await this.#source.of(files, image.file);
      if (this.#image !== image) return;
      const own = isOf(list, image);
      this.#list = own ? list : null;
      this.#show(own ? '' : 'Another file has the same name: this is not the header of what is shown.');
    } catch (error) {
      if (this.#image !== image) return;
      this.#list = null;
      this.#show(`Cannot be read: ${isResliceError(error) ? (error.at.detail ?? error.code) : String(error)}`);
    }
  }

  /** The nearest slice's; of a stack without a volume, one after the other. */
  #imageNow(): ImageHeader | null {
    const { chosen, pictures } = this.#desk;
    const stack = chosen?.stack ?? null;
    const shown = currentSlice(pictures, stack);
    this.#step.hidden = !!shown || (stack?.images.length ?? 0) < 2;
    if (shown) return shown.images[shown.index] ?? null;
    if (!stack || stack.images.length === 0) return null;
    this.#picture = (this.#picture + stack.images.length) % stack.images.length;
    return stack.images[this.#picture]!;
  }

  /** @param note  instead of elements */
  #show(note = ''): void {
    const [image, list] = [this.#image, this.#list];
    const frames = image?.pixels.numberOfFrames ?? 1;
    const frame = image && frames > 1 ? image.frame : null;
    setText(this.#file, image ? `${image.file}${frame === null ? '' : `, frame ${frame + 1} of ${frames}`}` : '');
    const query = this.#search.value;
    const { rows, cut } = headerRows(list?.elements ?? [], { query, open: this.#open, frame, most: MOST_ROWS });
    this.#tree.show(rows);
    const none = list && rows.length === 0 ? 'No element has that in its tag, keyword or value.' : '';
    const more = cut ? `Only the first ${MOST_ROWS} are shown: search for others.` : '';
    const left = list?.cut ? 'The file has more elements than are listed.' : '';
    const words = note || [none, more, left].filter(Boolean).join(' ');
    setText(this.#note, words);
    this.#note.hidden = words === '';
    this.#search.disabled = !list;
  }

  #toggle(key: string): void {
    if (!this.#open.delete(key)) this.#open.add(key);
    this.#show();
  }

  #chose(): void {
    this.#copy.disabled = !this.#tree.chosen?.element;
  }

  #copyEvent(event: ClipboardEvent): void {
    const element = this.#tree.chosen?.element;
    // What somebody has marked with the mouse is what they mean.
    const marked = !(getSelection()?.isCollapsed ?? true);
    if (!element || marked || !this.#tree.root.contains(document.activeElement)) return;
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData?.setData('text/plain', textOf(element));
    this.#told(element);
  }

  async #copyChosen(): Promise<void> {
    const element = this.#tree.chosen?.element;
    if (!element) return;
    try {
      await navigator.clipboard.writeText(textOf(element));
      this.#told(element);
    } catch {
      this.#desk.say('The browser does not let this page copy');
    }
  }

  #told({ keyword, id }: ListedElement): void {
    this.#desk.say(`Copied ${keyword || id}`);
  }
}
