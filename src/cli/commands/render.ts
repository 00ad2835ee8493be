// `reslice render`: its words. What they mean is in ../parse-options.ts, what they do in ../render.ts.
import { Command } from 'commander';
import { COLORMAP_NAMES } from '../../voi/colormap.ts';
import type { CommandIo } from '../io.ts';
import { render } from '../render.ts';
import type { RenderWords } from '../render-request.ts';
import { afterHelp, PATHS } from './about.ts';

export const renderCommand = (io: CommandIo): Command =>
  new Command('render')
    .description('draws planes with the float64 reference')
    .argument('<path...>', PATHS)
    .requiredOption(
      '--out <file>',
      'F.png: levels or colours; F.npy: float32 modality values, NaN outside; F.dcm: a derived image',
    )
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
      'C/W, C/W/FUNCTION (LINEAR, LINEAR_EXACT, SIGMOID), a preset such as brain, auto, or file (default: the file’s own); not with .npy',
    )
    .option('--colormap <name>', `${COLORMAP_NAMES.join(', ')}; default: grey; not with .npy`)
    .option('--padding <how>', 'skip (default) or keep')
    .option(
      '--depth <bits>',
      '8 (default): levels; 16: the grey before it is rounded to levels, floor(grey · 65535 + 0.5)',
    )
    .option(
      '--montage <CxR>',
      'one PNG of columns x rows of tiles, spread over the stack along --plane; --size is a tile’s',
    )
    .option(
      '--all <plane>',
      'every position of this plane, ascending, a file each: --out is a folder, or a pattern such as out/%03d.png',
    )
    .option('--step <mm>', 'with --all; default: from slice to slice, else the smallest voxel edge')
    .addHelpText(
      'after',
      afterHelp(
        'reslice render scans/ --plane sagittal --window brain --out sagittal.png',
        'reslice render scans/ --plane axial --position -50 --out values.npy',
        'reslice render scans/ --plane coronal --slab 20 --mode max --out mip.png',
        'reslice render scans/ --montage 4x5 --window brain --out sheet.png',
        'reslice render scans/ --all axial --step 5 --depth 16 --out slices/%03d.png',
      ),
    )
    .action((paths: string[], words: RenderWords) => render(paths, words, io));
