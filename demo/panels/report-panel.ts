// What a reader must know of the chosen stack before trusting its pictures: in words, as a side view, and how its files are stored.
import type { ImageHeader, Stack, StackReport } from '../../src/entry/dicom.ts';
import { type CurrentSlice, currentSlice } from '../app/current-slice.ts';
import type { Desk } from '../app/desk.ts';
import type { Extent } from '../app/session.ts';
import { drawProfile, type ProfileDrawing } from '../report/draw-profile.ts';
import { profileInput } from '../report/profile-of.ts';
import { legendOf, profileWords, sliceWords } from '../report/profile-words.ts';
import { type StackProfile, stackProfile } from '../report/stack-profile.ts';
import { lossWords, syntaxWords } from '../report/syntax-words.ts';
import { WindowButtons } from '../report/window-buttons.ts';
import { el, setText } from '../ui/dom.ts';
import { placeWords, problemWords } from '../ui/problem-words.ts';
import { whileSeen } from '../ui/while-seen.ts';

const REMARKS: Readonly<Record<Extent, string>> = {
  whole: '',
  'so far': ', as far as it is read',
  'cut off': ', incomplete',
};

export class ReportPanel {
  readonly root = el('section', { class: 'panel report-panel', 'aria-label': 'Report' });
  readonly #title = el('h2');
  readonly #words = el('ul', { class: 'report-words' });
  readonly #place = el('span', { class: 'profile-place' });
  readonly #figure = el('figure', { class: 'profile-figure', hidden: true });
  readonly #stored = el('ul', { class: 'report-words report-stored' });
  readonly #storedTitle = el('h2', {}, 'Stored as');
  readonly #windows: WindowButtons;
  readonly #desk: Desk;
  /** What is written, so that it is not written again. */
  #report: StackReport | null | undefined;
  #profile: StackProfile | null = null;
  #drawing: ProfileDrawing | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#windows = new WindowButtons(desk.pictures);
    this.root.append(this.#title, this.#words, this.#figure, this.#storedTitle, this.#stored, this.#windows.root);
    const ask = whileSeen(this.root, () => this.#refresh());
    desk.chose.listen(() => {
      this.#report = undefined;
      ask();
    });
    const anew = (): void => {
      this.#report = undefined;
      ask();
    };
    desk.session.begun.listen(anew);
    desk.session.ended.listen(anew);
    desk.pictures.shown.listen(ask);
    desk.pictures.changed.listen(ask);
    desk.pictures.arranged.listen(ask);
    ask();
  }

  #refresh(): void {
    const { chosen, pictures } = this.#desk;
    const stack = chosen?.stack ?? null;
    const shown = currentSlice(pictures, stack);
    const report = shown?.report ?? stack?.report ?? null;
    if (report !== this.#report) {
      this.#report = report;
      setText(this.#title, this.#titleOf(shown));
      this.#write([...this.#cutWords(), ...(report?.words ?? [chosen ? reasonWords(chosen.stack) : 'Nothing open.'])]);
      this.#store(shown?.images ?? stack?.images ?? []);
      this.#windows.offer(report?.windows ?? []);
      this.#draw(shown);
    }
    this.#windows.show();
    if (shown) this.#mark(shown);
  }

  #titleOf(shown: CurrentSlice | null): string {
    const volumes = this.#desk.chosen?.stack.volumes ?? [];
    const label = shown ? (volumes[shown.time]?.label ?? '') : '';
    const which = shown && volumes.length > 1 ? `Time ${shown.time + 1} of ${volumes.length}` : 'This stack';
    return [which, label && `: ${label}`, REMARKS[this.#desk.session.extent]].filter(Boolean).join('');
  }

  /** Gaps between slices that were never read are none of the scan's. */
  #cutWords(): readonly string[] {
    if (this.#desk.session.extent !== 'cut off') return [];
    return ['Reading was cut off: what follows is said of the slices that had come by then.'];
  }

  #write(words: readonly string[]): void {
    this.#words.replaceChildren(...words.map((sentence) => el('li', {}, sentence)));
  }

  #store(images: readonly ImageHeader[]): void {
    const loss = lossWords(images);
    const lines = [...syntaxWords(images), ...(loss ? [`Lossy: ${loss}`] : [])];
    this.#stored.replaceChildren(...lines.map((line) => el('li', {}, line)));
    this.#storedTitle.hidden = images.length === 0;
  }

  #draw(shown: CurrentSlice | null): void {
    this.#figure.hidden = !shown;
    this.#profile = shown && stackProfile(profileInput(shown));
    this.#drawing = shown && drawProfile(this.#profile!, shown.volume.orientation.normal);
    if (!this.#drawing) return;
    const legend = legendOf(this.#profile!).map(({ kind, words }) => el('span', { class: `legend ${kind}` }, words));
    this.#figure.replaceChildren(this.#drawing.root, el('figcaption', {}, this.#place, ...legend));
  }

  #mark(shown: CurrentSlice): void {
    this.#drawing!.mark(shown.index, shown.point);
    this.#drawing!.root.setAttribute('aria-label', profileWords(this.#profile!, shown));
    setText(this.#place, sliceWords(shown));
  }
}

/** Why there is no volume. */
function reasonWords({ reason }: Stack): string {
  if (!reason) return 'No volume.';
  const where = placeWords(reason);
  return `No volume: ${reason.at.file ?? 'a file'} ${problemWords(reason)}${where && ` (${where})`}.`;
}
