// `reslice render`: its words. What they mean is in ../parse-options.ts, what they do in ../render.ts.
import { Command } from 'commander';
import { COLORMAP_NAMES } from '../../voi/colormap.ts';
import type { CommandIo } from '../io.ts';
import { type RenderWords, render } from '../render.ts';
import { afterHelp, PATHS } from './about.ts';

export const renderCommand = (io: CommandIo): Command =>
  new Command('render')
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
    .addHelpText(
      'after',
      afterHelp(
        'reslice render scans/ --plane sagittal --window brain --out sagittal.png',
        'reslice render scans/ --plane axial --position -50 --out values.npy',
        'reslice render scans/ --plane coronal --slab 20 --mode max --out mip.png',
      ),
    )
    .action((paths: string[], words: RenderWords) => render(paths, words, io));
