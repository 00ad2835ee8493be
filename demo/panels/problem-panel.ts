// Files that were left out, and why. Names and reasons are text, never markup.

import { isResliceError } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';
import { placeWords, problemWords } from '../ui/problem-words.ts';

export class ProblemPanel {
  readonly root = el('details', { class: 'panel problems', hidden: true });
  readonly #title = el('summary');
  readonly #list = el('ul');
  #errors = 0;
  #notes = 0;
  #faults = 0;

  constructor({ session, pictures }: Desk) {
    this.root.append(this.#title, this.#list);
    session.begun.listen(() => this.#clear());
    session.problem.listen(({ problem, note }) => this.#add(problem, note));
    pictures.failed.listen((error) => {
      this.#faults++;
      this.#show(error, false);
    });
  }

  #clear(): void {
    this.#errors = this.#notes = this.#faults = 0;
    this.#list.replaceChildren();
    this.root.hidden = true;
    this.root.open = false;
  }

  /** @param note  worth telling, but nothing is wrong */
  #add(problem: unknown, note: boolean): void {
    if (note) this.#notes++;
    else this.#errors++;
    this.#show(problem, note);
  }

  #show(problem: unknown, note: boolean): void {
    this.#list.append(describe(problem, note));
    this.root.hidden = false;
    // What was left out is shown at once; mere notes wait to be asked for.
    if (!note && this.#errors + this.#faults === 1) this.root.open = true;
    const parts = [
      this.#faults > 0 ? `${this.#faults} ${this.#faults === 1 ? 'picture' : 'pictures'} not drawn as asked` : '',
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
  const { file } = problem.at;
  item.dataset.code = problem.code;
  if (file) item.append(el('b', {}, file));
  item.append(el('p', {}, problemWords(problem)));
  const where = placeWords(problem);
  if (where) item.append(el('small', {}, where));
  return item;
}
