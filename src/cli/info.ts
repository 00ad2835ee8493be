// `reslice info`: what is there, for people and, with --json, for programs.
import { infoRecord } from './info-record.ts';
import { seriesText } from './info-text.ts';
import type { CliIo } from './io.ts';
import { painter } from './paint.ts';
import { readPaths } from './read-paths.ts';

export async function info(paths: readonly string[], { json }: { readonly json?: boolean }, io: CliIo): Promise<void> {
  const { series, problems } = await readPaths(paths, io);
  const paint = painter(io.colors ?? false);
  if (json) io.out(`${JSON.stringify(infoRecord(series, problems), null, 2)}\n`);
  else io.out(series.map((one, n) => seriesText(one, n, paint)).join('\n'));
}
