// What a matcher found, for the report that RESLICE_REPORT names.
import { resolve } from 'node:path';
import { descriptionLines } from '../failure-text.ts';
import type { Judgement, MatchOptions } from '../judge.ts';
import type { PlaneDescription } from '../plane-description.ts';
import { appendToReport } from './report-file.ts';

export interface ReportedMatch {
  readonly title: string;
  readonly against: string;
  readonly judgement: Judgement;
  readonly notes: readonly string[];
  readonly description: PlaneDescription | null;
  readonly drawnBy: 'cpu' | 'gpu';
  readonly options: MatchOptions;
}

/** @returns the report's path; null where none is asked for */
export function reportMatch({
  judgement,
  notes,
  description,
  drawnBy,
  options,
  title,
  against,
}: ReportedMatch): string | null {
  const asked = process.env.RESLICE_REPORT;
  if (!asked) return null;
  const file = resolve(asked);
  const { pass, found, expected, actual, faults } = judgement;
  const { name: _, ...limits } = options;
  const allowed = Object.entries(limits).map(([limit, value]) => `${limit} ${String(value)}`);
  appendToReport(file, {
    title,
    against,
    pass,
    found,
    expected,
    actual,
    // What the verdict says already is left out.
    notes: [...(found.mismatch ? [] : faults.filter((fault) => fault !== 'pixels are off')), ...notes],
    of: description ? JSON.stringify(description) : '',
    facts: [
      ['drawn by', drawnBy === 'gpu' ? 'a GPU' : 'the CPU'],
      ...(allowed.length > 0 ? ([['allowed', allowed.join(', ')]] as const) : []),
      ...(found.skipped > 0 ? ([['left out', `${found.skipped} pixels where the picture jumps`]] as const) : []),
      ...(description ? descriptionLines(description) : []),
    ],
  });
  return file;
}
