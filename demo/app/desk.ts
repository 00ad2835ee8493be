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
  /** What the user has said, as it was then. */
  #wanted: Choice | null = null;

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
    this.#wanted = choice;
    this.pictures.show(choice.stack, this.#focus);
    this.chose.tell();
  }

  say(words: string): void {
    this.said.tell(words);
  }

  #offer(series: readonly Series[]): void {
    const before = this.#chosen;
    const fresh =
      this.#wanted === null &&
      !this.#choices.some(({ series: { seriesInstanceUID } }) =>
        series.some((one) => one.seriesInstanceUID === seriesInstanceUID),
      );
    this.#choices = series.flatMap((one) => one.stacks.map((stack) => ({ series: one, stack })));
    const wanted = fresh ? null : (this.#wanted ?? before);
    const next =
      this.#choices.find((choice) => wanted && isGrown(wanted, choice)) ??
      this.#choices.find(({ stack }) => stack.volume) ??
      this.#choices[0] ??
      null;
    const grown = next !== null && before !== null && isGrown(before, next);
    this.#chosen = next;
    if (grown && next.stack.volume) this.pictures.grow(next.stack, this.#focus);
    else this.pictures.show(next?.stack ?? null, this.#focus);
    this.chose.tell();
  }
}

/** The same stack while its slices are still coming: what its label counts changes, the images that it held stay in it. */
function isGrown({ series, stack }: Choice, next: Choice): boolean {
  if (next.series.seriesInstanceUID !== series.seriesInstanceUID) return false;
  const [known] = stack.images;
  return next.stack.images.some(
    ({ sopInstanceUID, frame }) => sopInstanceUID === known?.sopInstanceUID && frame === known.frame,
  );
}
