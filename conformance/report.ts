// What a run says: totals, and a table for a terminal.
import { type PictureCount, percent, percentOf, shareOf } from './picture-shares.ts';
import type { CaseResult } from './run-case.ts';
import { type Tally, tallyOf } from './tally.ts';

export interface Summary extends Tally {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  /** The picture of all cases with the largest share of pixels that differ. */
  readonly worstPicture: (PictureCount & { readonly case: string }) | null;
}

export function summarise(results: readonly CaseResult[]): Summary {
  const passed = results.filter((result) => result.passed).length;
  const worst = results.reduce<CaseResult | null>(
    (most, result) => (shareOf(result.worstPicture) > shareOf(most?.worstPicture ?? null) ? result : most),
    null,
  );
  return {
    cases: results.length,
    passed,
    failed: results.length - passed,
    ...tallyOf(results),
    worstPicture: worst?.worstPicture ? { case: worst.name, ...worst.worstPicture } : null,
  };
}

export const wordsOfSummary = (summary: Summary): string =>
  `${summary.cases} cases, ${summary.passed} passed, ${summary.failed} failed; ` +
  `${summary.pictures} pictures, ${summary.pixels} pixels compared, ${percent(summary.differing, summary.pixels)} differ ` +
  `(by ${summary.worstLevel} level at most; of one picture at most ${percentOf(summary.worstPicture)}), ${percent(summary.masked, summary.pixels + summary.masked)} masked; ` +
  `values within ${summary.worstValue.toExponential(2)} of the largest`;

const placeOf = ({ worstPicture: worst }: CaseResult): string =>
  worst
    ? `, ${worst.differing} of ${worst.pixels} (${worst.decided} away from levels' edges) in ${worst.plane}, ${worst.picture}`
    : '';

/** A line a case, with a heading. */
export function tableOf(results: readonly CaseResult[]): readonly string[] {
  const wide = Math.max(4, ...results.map(({ name }) => name.length));
  const line = (cells: readonly string[], name: string, end: string): string =>
    `${name.padEnd(wide)}  ${cells.map((cell, n) => cell.padStart([9, 6, 10, 12, 9, 10][n]!)).join('')}  ${end}`;
  return [
    line(['pictures', 'level', 'differ', 'one picture', 'value', 'masked'], 'case', ''),
    ...results.map((result) =>
      line(
        [
          String(result.pictures),
          String(result.worstLevel),
          percent(result.differing, result.pixels),
          percentOf(result.worstPicture),
          result.worstValue.toExponential(1),
          percent(result.masked, result.pixels + result.masked),
        ],
        result.name,
        result.passed ? `pass${placeOf(result)}` : `FAIL: ${result.failures.slice(0, 3).join('; ')}`,
      ),
    ),
  ];
}
