// Files that were left out, and why. Names and reasons are text, never markup.

import { isResliceError } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';

const WORDS: Readonly<Record<string, string>> = {
  'dicom/not-dicom': 'is not a DICOM file',
  'dicom/truncated': 'ends too early',
  'dicom/bad-value': 'has a value that cannot be right',
  'dicom/missing-tag': 'lacks an attribute that is needed',
  'dicom/unsupported-transfer-syntax': 'is compressed in a way that is not read yet',
  'dicom/unsupported-photometric': 'is not a grey-scale picture',
  'dicom/unsupported-pixel-format': 'stores its pixels in a way that is not read',
  'dicom/corrupt-codestream': 'has damaged pixel data',
  'dicom/no-pixel-data': 'holds no picture',
  'dicom/not-an-image': 'is not a picture',
  'dicom/limit-exceeded': 'is larger than can be right',
  'load/unreadable': 'cannot be read',
};

export class ProblemPanel {
  readonly root = el('details', { class: 'panel problems', hidden: true });
  readonly #title = el('summary');
  readonly #list = el('ul');
  #errors = 0;
  #notes = 0;

  constructor({ session, pictures }: Desk) {
    this.root.append(this.#title, this.#list);
    session.begun.listen(() => this.#clear());
    session.problem.listen(({ problem, note }) => this.#add(problem, note));
    pictures.failed.listen((error) => this.#add(error, false));
  }

  #clear(): void {
    this.#errors = this.#notes = 0;
    this.#list.replaceChildren();
    this.root.hidden = true;
    this.root.open = false;
  }

  /** @param note  worth telling, but nothing is wrong */
  #add(problem: unknown, note: boolean): void {
    if (note) this.#notes++;
    else this.#errors++;
    this.#list.append(describe(problem, note));
    this.root.hidden = false;
    // What was left out is shown at once; mere notes wait to be asked for.
    if (!note && this.#errors === 1) this.root.open = true;
    const parts = [
      this.#errors > 0 ? `${this.#errors} ${this.#errors === 1 ? 'file' : 'files'} left out` : '',
      this.#notes > 0 ? `${this.#notes} ${this.#notes === 1 ? 'note' : 'notes'}` : '',
    ];
    setText(this.#title, parts.filter(Boolean).join(', '));
  }
}

/** Also shown on the start screen, where nothing could be read. */
export function describe(problem: unknown, note: boolean): HTMLElement {
  const item = el('li', { class: note ? 'note' : 'error' });
  if (!isResliceError(problem)) {
    item.append(el('p', {}, problem instanceof Error ? problem.message : String(problem)));
    return item;
  }
  const { file, tag, detail } = problem.at;
  item.dataset.code = problem.code;
  if (file) item.append(el('b', {}, file));
  item.append(el('p', {}, WORDS[problem.code] ?? problem.code));
  const where = [tag && `${tag.keyword} ${tag.id}`, detail].filter(Boolean).join(': ');
  if (where) item.append(el('small', {}, where));
  return item;
}
