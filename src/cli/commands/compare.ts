// `reslice compare`: its words. What they do is in ../compare.ts.
import { Command } from 'commander';
import type { CompareWords } from '../compare.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp } from './about.ts';

const EXIT_TEXT = `
A and B are PNGs (8 or 16 bit, compared channel by channel) or .npy files of values.
Exit status: 0 the same within the tolerance, 1 different (in size, too), 2 bad use, 3 a file cannot be read.`;

export const compareCommand = (io: CommandIo): Command =>
  new Command('compare')
    .description('two pictures of a plane in numbers, and what differs as a picture')
    .argument('<a>', 'F.png or F.npy: what is expected')
    .argument('<b>', 'the same kind of file')
    .option('--tolerance <L>', 'the largest difference that does not count, in levels or values; default: 0')
    .option('--diff <file>', 'F.png: where B is lower (blue) and higher (orange)')
    .option('--report <file>', 'F.html: appends both pictures, their difference and the numbers; opens offline')
    .option('--json', 'one JSON document')
    .addHelpText('after', EXIT_TEXT)
    .addHelpText(
      'after',
      afterHelp(
        'reslice compare expected.png actual.png',
        'reslice compare expected.png actual.png --tolerance 1 --diff difference.png',
        'reslice compare expected.png actual.png --report report.html',
        'reslice compare expected.npy actual.npy --tolerance 0.5 --json',
      ),
    )
    .action(async (a: string, b: string, words: CompareWords) =>
      (await import('../compare.ts')).compare(a, b, words, io),
    );
