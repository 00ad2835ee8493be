// What every panel and tool is made with: what is open, what is shown, and what may be asked of the page.
import type { Series, Stack } from '../../src/entry/dicom.ts';
import type { Vec3 } from '../../src/entry/index.ts';
import type { Source } from '../start/sources.ts';
import { Signal } from '../ui/signal.ts';
import { Pictures } from './pictures.ts';
import { Session } from './session.ts';

export interface Choice {
  readonly series: Series;
  readonly stack: Stack;
}

export class Desk {
  readonly session = new Session();
  readonly pictures = new Pictures();
  /** Another stack was chosen, or the series are more. */
  readonly chose = new Signal<void>();
  /** A short word on what was done, for the status line. */
  readonly said = new Signal<string>();
  #choices: readonly Choice[] = [];
  #chosen: Choice | null = null;
  #focus: Vec3 | undefined;
  /** Whether the user, or a link, has said which one. */
  #wanted: string | null = null;

  constructor() {
    this.session.begun.listen(({ focus }) => {
      this.#focus = focus;
      this.#wanted = null;
    });
    this.session.read.listen(({ series }) => this.#offer(series));
  }

  /** Every stack of every series. */
  get choices(): readonly Choice[] {
    return this.#choices;
  }

  get chosen(): Choice | null {
    return this.#chosen;
  }

  open(source: Source): Promise<void> {
    return this.session.open(source);
  }

  choose(choice: Choice): void {
    if (choice === this.#chosen) return;
    this.#chosen = choice;
    this.#wanted = keyOf(choice);
    this.pictures.show(choice.stack, this.#focus);
    this.chose.tell();
  }

  say(words: string): void {
    this.said.tell(words);
  }

  #offer(series: readonly Series[]): void {
    const before = this.#chosen && keyOf(this.#chosen);
    const fresh =
      this.#wanted === null &&
      !this.#choices.some(({ series: { seriesInstanceUID } }) =>
        series.some((one) => one.seriesInstanceUID === seriesInstanceUID),
      );
    this.#choices = series.flatMap((one) => one.stacks.map((stack) => ({ series: one, stack })));
    const wanted = fresh ? null : (this.#wanted ?? before);
    const next =
      this.#choices.find((choice) => keyOf(choice) === wanted) ??
      this.#choices.find(({ stack }) => stack.volume) ??
      this.#choices[0] ??
      null;
    const grown = next !== null && keyOf(next) === before;
    this.#chosen = next;
    if (grown && next.stack.volume) this.pictures.grow(next.stack, this.#focus);
    else this.pictures.show(next?.stack ?? null, this.#focus);
    this.chose.tell();
  }
}

/** Which stack it is, while its slices are still coming. */
const keyOf = ({ series, stack }: Choice): string => `${series.seriesInstanceUID} ${stack.label}`;
