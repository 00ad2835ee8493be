// `reslice export`: its words. What they do is in ../export.ts.
import { Command } from 'commander';
import { type ExportWords, exportSeries } from '../export.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp, PATHS } from './about.ts';

export const exportCommand = (io: CommandIo): Command =>
  new Command('export')
    .description('writes every position of a plane as a derived DICOM series: CT, MR or PET, one file a plane')
    .argument('<path...>', PATHS)
    .requiredOption('--out <folder>', 'a folder, or a pattern such as out/%03d.dcm')
    .option('--plane <name>', 'axial (default), sagittal, coronal or acquired')
    .option('--step <mm>', 'default: from slice to slice, else the smallest voxel edge')
    .option('--series <n|uid>', 'which series, from 0')
    .option('--stack <n>', 'which stack of it, from 0')
    .option('--time <n>', 'which time of it, from 0')
    .option('--size <WxH>', 'pixels')
    .option('--spacing <mm[xmm]>', 'mm per pixel')
    .option('--slab <mm>', 'a slab of this thickness around each plane')
    .option('--mode <mode>', 'what a slab shows: mean (default), max or min')
    .option('--interpolation <kernel>', 'nearest, linear (default) or cubic')
    .option(
      '--window <window>',
      'put before the file’s own windows: C/W, C/W/FUNCTION, a preset such as brain, auto, or file (default: none)',
    )
    .option('--padding <how>', 'skip (default) or keep')
    .option('--series-number <n>', 'default: the source’s and 1000')
    .addHelpText(
      'after',
      afterHelp(
        'reslice export scans/ --plane axial --out upright/',
        'reslice export scans/ --plane coronal --step 2 --spacing 1 --out coronal/%04d.dcm',
        'reslice export scans/ --plane sagittal --slab 10 --mode max --window bone --out mip/',
      ),
    )
    .action((paths: string[], words: ExportWords) => exportSeries(paths, words, io));
