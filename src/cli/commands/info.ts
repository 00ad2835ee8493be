// `reslice info`: its words. What they do is in ../info.ts.
import { Command } from 'commander';
import { info } from '../info.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp, PATHS } from './about.ts';

export const infoCommand = (io: CommandIo): Command =>
  new Command('info')
    .description('what is there: stacks, order, spacing against thickness, tilt, values, windows, and what is odd')
    .argument('<path...>', PATHS)
    .option('--json', 'one JSON document, as docs/info.schema.json describes it')
    .addHelpText(
      'after',
      afterHelp('reslice info scans/', 'reslice info scans.zip --json > scans.json', 'reslice info /media/cd/DICOMDIR'),
    )
    .action((paths: string[], options: { json?: boolean }) => info(paths, options, io));
