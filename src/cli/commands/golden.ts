// `reslice golden`: its words. What they do is in ../golden.ts.
import { Command } from 'commander';
import type { RedrawWords } from '../golden.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp, PATHS } from './about.ts';

export const goldenCommand = (io: CommandIo): Command => {
  const redraw = new Command('redraw')
    .description('draws goldens again from their own descriptions, by the float64 reference')
    .argument('<golden...>', 'F.json, beside the picture that it describes')
    .option('--from <path...>', `where their volumes are: ${PATHS}; default: what they name`)
    .option('--check', 'writes nothing; exit status 1 where a picture is not what its description gives')
    .addHelpText(
      'after',
      afterHelp(
        'reslice golden redraw goldens/sagittal.json --from scans/',
        'reslice golden redraw goldens/*.json --from scans/ --check',
      ),
    )
    .action(async (files: string[], words: RedrawWords) => (await import('../golden.ts')).redraw(files, words, io));
  // Added to the program, only `golden` itself is told where to write.
  redraw.exitOverride().configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  return new Command('golden').description('pictures that tests are held to').addCommand(redraw);
};
