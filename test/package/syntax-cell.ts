// What was read of a syntax's files -> its cell in the table.
import type { Summary } from '../support/summary.ts';
import type { Truth } from './syntax-samples.ts';

export interface Outcome {
  readonly truth: Truth;
  readonly summary: Summary;
  /** By the sources, which test/data and test/witness hold to the truth pixel by pixel. */
  readonly bySources: Summary;
}

type Verdict = 'wrong' | 'exact' | { readonly within: number } | { readonly refused: string };

function verdictOf({ truth, summary, bySources }: Outcome): Verdict {
  if ('refused' in summary) return truth === 'refused' ? summary : 'wrong';
  if (truth === 'refused') return 'wrong';
  if ('sha256' in truth) return summary.sha256 === truth.sha256 ? 'exact' : 'wrong';
  const { tolerance } = truth;
  const near =
    summary.count === truth.count &&
    Math.abs(summary.min - truth.min) <= tolerance &&
    Math.abs(summary.max - truth.max) <= tolerance &&
    // Errors of a pixel average out: the mean must be far nearer than the tolerance.
    Math.abs(summary.mean - truth.mean) <= 0.05 * tolerance;
  const same = 'sha256' in bySources && summary.sha256 === bySources.sha256;
  return near && same ? { within: tolerance } : 'wrong';
}

/** @returns the cell, or 'wrong: ' and the indices of the files that are */
export function cellOf(outcomes: readonly Outcome[]): string {
  const verdicts = outcomes.map(verdictOf);
  const wrong = verdicts.flatMap((verdict, n) => (verdict === 'wrong' ? [n] : []));
  if (wrong.length > 0 || verdicts.length === 0) return `wrong: ${wrong.join(' ')}`;
  if (verdicts.every((verdict) => verdict === 'exact')) return 'exact';
  const codes = new Set(verdicts.flatMap((verdict) => (refusal(verdict) ? [refusal(verdict)] : [])));
  if (codes.size > 0) return `refused: ${[...codes].map((code) => `\`${code}\``).join(', ')}`;
  const bounds = verdicts.map((verdict) => (typeof verdict === 'object' && 'within' in verdict ? verdict.within : 0));
  return `lossy, within ${Math.max(...bounds)}`;
}

const refusal = (verdict: Verdict): string | null =>
  typeof verdict === 'object' && 'refused' in verdict ? verdict.refused : null;
