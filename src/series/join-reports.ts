// One report of a stack at several times.
import { groupBy } from './group-by.ts';
import { reportWords } from './report-words.ts';
import { distinctWindows, joinLossy, type StackReport } from './stack-report.ts';

/**
 * The first time's geometry, and of every time what may be true of some of its slices only. What the words of another time add is
 * told with its index.
 * @param reports  one a time, at least one
 */
export function joinReports(reports: readonly StackReport[]): StackReport {
  const [first] = reports;
  if (!first || reports.length === 1) return first!;
  const windows = distinctWindows(reports.flatMap((report) => report.windows));
  const words = reports.map((report) => [...reportWords({ ...report, windows }), ...report.problems]);
  const added = words.flatMap((sentences, time) =>
    sentences.filter((sentence) => !words[0]!.includes(sentence)).map((sentence) => ({ sentence, time })),
  );
  return {
    ...first,
    duplicates: reports.flatMap(({ duplicates }) => duplicates),
    instanceNumbersDisagree: reports.some((report) => report.instanceNumbersDisagree),
    perSliceRescale: reports.some((report) => report.perSliceRescale),
    padded: reports.some((report) => report.padded),
    lossy: joinLossy(reports.flatMap(({ lossy }) => lossy ?? [])),
    windows,
    problems: [...new Set(reports.flatMap(({ problems }) => problems))],
    words: [
      ...words[0]!,
      ...[...groupBy(added, ({ sentence }) => sentence)].map(
        ([sentence, at]) => `Time${at.length > 1 ? 's' : ''} ${at.map(({ time }) => time).join(', ')}: ${sentence}`,
      ),
    ],
  };
}
