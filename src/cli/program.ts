// The commands and their options; what they mean is in parse-options.ts, what they do in info.ts and render.ts.
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { isResliceError } from '../errors.ts';
import { COLORMAP_NAMES } from '../voi/colormap.ts';
import { info } from './info.ts';
import { type CliIo, EXIT } from './io.ts';
import { type RenderWords, render } from './render.ts';

const PATHS = 'files, folders (searched), .zip, DICOMDIR';
const NOTICE = 'Not a medical device, and not for diagnosis.';

function program(io: CliIo): Command {
  const reslice = new Command('reslice')
    .description(`Reads DICOM series and draws any plane through them, exactly.\n${NOTICE}`)
    .version(version, '--version', 'prints the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  reslice
    .command('info')
    .description('what is there: stacks, size, spacing, tilt, uneven or missing slices, windows, problems')
    .argument('<path...>', PATHS)
    .option('--json', 'one JSON document')
    .action((paths: string[], options: { json?: boolean }) => info(paths, options, io));
  reslice
    .command('render')
    .description('draws one plane with the float64 reference')
    .argument('<path...>', PATHS)
    .requiredOption('--out <file>', 'F.png: levels or colours; F.npy: float32 modality values, NaN outside')
    .option('--series <n|uid>', 'which series, from 0')
    .option('--stack <n>', 'which stack of it, from 0')
    .option('--time <n>', 'which time of it, from 0')
    .option('--plane <name>', 'acquired (default), axial, sagittal or coronal')
    .option('--position <mm>', 'patient coordinate: axial z, coronal y, sagittal x, acquired along the normal')
    .option('--center <x,y,z>', 'centre of the picture, LPS mm')
    .option('--right <x,y,z>', 'direction of rows of the picture')
    .option('--down <x,y,z>', 'direction of its columns')
    .option('--size <WxH>', 'pixels')
    .option('--spacing <mm[xmm]>', 'mm per pixel')
    .option('--slab <mm>', 'a slab of this thickness around the plane')
    .option('--mode <mode>', 'what a slab shows: mean (default), max or min')
    .option('--interpolation <kernel>', 'nearest, linear (default) or cubic')
    .option(
      '--window <window>',
      'C/W, C/W/FUNCTION (LINEAR, LINEAR_EXACT, SIGMOID), a preset such as brain, or auto; default: the file’s; not with .npy',
    )
    .option('--colormap <name>', `${COLORMAP_NAMES.join(', ')}; default: grey; not with .npy`)
    .option('--padding <how>', 'skip (default) or keep')
    .addHelpText('after', `\n${NOTICE}`)
    .action((paths: string[], words: RenderWords) => render(paths, words, io));
  for (const command of reslice.commands)
    command.exitOverride().configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
  return reslice;
}

/**
 * @param argv  the words after the program's name
 * @returns exit status: 0 done, 2 bad use, 3 unreadable input
 */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    await program(io).parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badUse;
    if (!isResliceError(error)) throw error;
    io.err(`reslice: ${error.message}\n`);
    return /^(use|plane|voi)\//.test(error.code) ? EXIT.badUse : EXIT.unreadable;
  }
}
