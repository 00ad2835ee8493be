// What a run says: totals, and a table for a terminal.
import type { CaseResult } from './run-case.ts';
import { type Tally, tallyOf } from './tally.ts';

export interface Summary extends Tally {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
}

export function summarise(results: readonly CaseResult[]): Summary {
  const passed = results.filter((result) => result.passed).length;
  return { cases: results.length, passed, failed: results.length - passed, ...tallyOf(results) };
}

/** A share in percent, with as many digits as small shares need. */
export const percent = (part: number, whole: number): string =>
  part === 0 || whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(4)} %`;

export const wordsOfSummary = (summary: Summary): string =>
  `${summary.cases} cases, ${summary.passed} passed, ${summary.failed} failed; ` +
  `${summary.pictures} pictures, ${summary.pixels} pixels compared, ${percent(summary.differing, summary.pixels)} differ ` +
  `(by ${summary.worstLevel} level at most), ${percent(summary.masked, summary.pixels + summary.masked)} masked; ` +
  `values within ${summary.worstValue.toExponential(2)} of the largest`;

/** A line a case, with a heading. */
export function tableOf(results: readonly CaseResult[]): readonly string[] {
  const wide = Math.max(4, ...results.map(({ name }) => name.length));
  const line = (cells: readonly string[], name: string, end: string): string =>
    `${name.padEnd(wide)}  ${cells.map((cell, n) => cell.padStart([9, 6, 10, 9, 10][n]!)).join('')}  ${end}`;
  return [
    line(['pictures', 'level', 'differ', 'value', 'masked'], 'case', ''),
    ...results.map((result) =>
      line(
        [
          String(result.pictures),
          String(result.worstLevel),
          percent(result.differing, result.pixels),
          result.worstValue.toExponential(1),
          percent(result.masked, result.pixels + result.masked),
        ],
        result.name,
        result.passed ? 'pass' : `FAIL: ${result.failures.slice(0, 3).join('; ')}`,
      ),
    ),
  ];
}
