// `reslice view`: its words. What they do is in ../view.ts.
import { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { type ViewWords, view } from '../view.ts';
import { afterHelp, PATHS } from './about.ts';

export const viewCommand = (io: CommandIo): Command =>
  new Command('view')
    .description(
      'opens the demo page on those files, in the browser; nothing is uploaded, and the files are given only to who has its address',
    )
    .argument('[path...]', `${PATHS}; without, the page begins with its start screen`)
    .option('--port <n>', 'of 127.0.0.1; default: any that is free')
    .option('--no-open', 'opens no browser: only says where the page is')
    .addHelpText(
      'after',
      afterHelp('reslice view scans/', 'reslice view study.zip --port 8080', 'reslice view scans/ --no-open'),
    )
    .action((paths: string[], words: ViewWords) => view(paths, words, io));
