// Keeps the address in step with the pictures, and the pictures with an address that somebody opens.
import type { PhantomName } from '../../phantom/index.ts';
import type { VoiTransform } from '../../src/entry/index.ts';
import type { Desk } from '../app/desk.ts';
import { phantomSource, type Source } from '../start/sources.ts';
import { decodeLink, encodeLink, type LinkState } from './link.ts';
import { applyLink, linkOf } from './pictures-link.ts';

/** ms. Safari takes a hundred a half minute, and who drags asks for sixty a second. */
const PAUSE = 400;

export class LinkKeeper {
  readonly #desk: Desk;
  /** What is to be shown as soon as there is something to show it of; until its last slice is there, points may lie outside. */
  #wanted: LinkState | null = null;
  #ignored: readonly string[] = [];
  #refused: readonly string[] = [];
  #source: Source | null = null;
  #phantom: PhantomName | undefined;
  #file: VoiTransform | null = null;
  /** While more slices take the place of those that are shown: changes then are nobody's wish. */
  #settling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { session, pictures } = desk;
    this.#take(location.hash);
    session.begun.listen((source) => {
      this.#source = source;
      if (this.#wanted?.phantom && this.#wanted.phantom !== source.phantom) this.#wanted = null;
    });
    pictures.shown.listen(({ stack, grown }) => {
      this.#settling = stack !== null;
      this.#phantom = this.#source?.phantom;
      if (!grown) this.#file = pictures.mpr.state?.window ?? null;
    });
    desk.chose.listen(() => {
      if (this.#wanted && pictures.stack) this.#apply(this.#wanted);
      this.#settling = false;
      this.#writeSoon();
    });
    session.ended.listen(() => {
      // After what the status line says of the end.
      if (this.#wanted && pictures.stack) queueMicrotask(() => this.#told());
      this.#writeSoon();
    });
    pictures.changed.listen(() => this.#changed());
    pictures.arranged.listen(() => this.#changed());
    addEventListener('hashchange', () => this.#addressChanged());
  }

  /** The link to what is shown, without whatever else the address says. */
  get link(): string {
    return `${location.origin}${location.pathname}#${this.#hash()}`;
  }

  /** What changes now is a link's wish, or comes of slices that arrive: nobody's own. */
  get settling(): boolean {
    return this.#settling;
  }

  #hash(): string {
    const { phantom, ...shown } = { ...linkOf(this.#desk.pictures, this.#file), phantom: this.#phantom };
    return encodeLink(phantom ? { phantom, ...shown } : shown);
  }

  #take(hash: string): void {
    const { value, ignored } = decodeLink(hash);
    this.#ignored = ignored;
    this.#wanted = Object.keys(value).length > 0 || ignored.length > 0 ? value : null;
  }

  #addressChanged(): void {
    this.#take(location.hash);
    const wanted = this.#wanted;
    if (!wanted) return;
    if (wanted.phantom && wanted.phantom !== this.#phantom) void this.#desk.open(phantomSource(wanted.phantom));
    else if (this.#desk.pictures.stack) {
      this.#apply(wanted);
      this.#told();
      this.#writeSoon();
    }
  }

  #apply(link: LinkState): void {
    const before = this.#settling;
    this.#settling = true;
    this.#refused = applyLink(this.#desk.pictures, link);
    this.#settling = before;
  }

  /** The link has been followed; a quiet word where a part of it could not be. */
  #told(): void {
    this.#wanted = null;
    const left = [...this.#ignored, ...this.#refused];
    if (left.length > 0) this.#desk.say(`The link's ${left.join(', ')} cannot be shown here`);
  }

  #changed(): void {
    if (this.#settling) return;
    // Whoever has changed something is not to be led back when the next slices come.
    this.#wanted = null;
    this.#writeSoon();
  }

  #writeSoon(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, PAUSE);
  }

  #write(): void {
    if (this.#wanted || !this.#desk.pictures.stack) return;
    const hash = `#${this.#hash()}`;
    if (hash === location.hash) return;
    try {
      history.replaceState(history.state, '', hash);
    } catch {
      // A browser that counts them has had enough; the next change tries again.
    }
  }
}
