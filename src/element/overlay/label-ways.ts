// What is written beside a measurement, in full and then shorter.

/** Lines of words beside something that is drawn, CSS px. */
export interface Label {
  /** Where its drawing is pointed at. */
  readonly anchor: readonly [x: number, y: number];
  /** What lies between them is not to be covered as long as there is room elsewhere. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Whose words are shown whatever else has to give way. */
  readonly selected: boolean;
  /** What somebody has called it. */
  readonly title: string | undefined;
  /** The most important first. */
  readonly lines: readonly string[];
}

/** Letters of a title that is not said in full. */
const SHORT = 12;

/** In full; narrow, one value a line; and the first value alone, with its title and without. */
export function labelWays({ title, lines }: Label): readonly (readonly string[])[] {
  const values = lines.flatMap((line) => line.split(', '));
  const called = title ? [title.length > SHORT ? `${title.slice(0, SHORT - 1)}\u2026` : title] : [];
  const first = values.slice(0, 1);
  return [title ? [title, ...lines] : lines, [...called, ...values], [...called, ...first], first];
}
