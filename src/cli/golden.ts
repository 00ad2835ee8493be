// `reslice golden redraw`: goldens drawn again from their own descriptions, by the reference.
import { verdict } from '../regression/comparison-words.ts';
import { type GoldenToRedraw, openGolden, type Redrawn, redrawGolden } from '../regression/redraw-golden.ts';
import type { Volume } from '../volume/volume.ts';
import { type CommandIo, EXIT } from './io.ts';
import { badUse } from './parse-options.ts';
import { printable } from './printable.ts';
import { readPaths } from './read-paths.ts';

/** The options as they were typed. */
export interface RedrawWords {
  readonly from?: readonly string[];
  readonly check?: boolean;
}

/** Ends with the status 1 where it only checks, and a picture is not what its description gives. @throws ResliceError */
export async function redraw(files: readonly string[], { from, check }: RedrawWords, io: CommandIo): Promise<void> {
  const goldens = files.map(openGolden);
  const read = new Map<string, readonly Volume[]>();
  for (const golden of goldens) {
    const paths = from ?? sourcesOf(golden);
    const key = JSON.stringify(paths);
    if (!read.has(key)) read.set(key, await volumesIn(paths, io));
    const redrawn = redrawGolden(golden.json, read.get(key)!, { write: !check });
    io.out(`${printable(golden.json)}: ${wordsOf(redrawn, check ?? false)}\n`);
    if (check && !redrawn.against?.same) io.finish(EXIT.different);
  }
}

function sourcesOf({ json, golden, sourceFiles }: GoldenToRedraw): readonly string[] {
  if (sourceFiles.length > 0) return sourceFiles;
  const named = golden.source && 'phantom' in golden.source ? `the phantom ${golden.source.phantom}` : 'no files';
  throw badUse(`${json} names ${named} as its source: say where its volume is, --from PATH`);
}

async function volumesIn(paths: readonly string[], io: CommandIo): Promise<readonly Volume[]> {
  const { series } = await readPaths(paths, io);
  return series.flatMap(({ stacks }) => stacks.flatMap(({ volumes }) => volumes.map(({ volume }) => volume)));
}

function wordsOf({ before, picture, against }: Redrawn, check: boolean): string {
  if (!before || !against) return check ? 'there is no picture that can be read' : 'drawn';
  if (against.same) return 'equal';
  return `${check ? '' : 'drawn anew, was '}${verdict(against, before, picture)}`;
}
