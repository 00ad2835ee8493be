// `reslice batch`: its words. What they do is in ../batch.ts.
import { Command } from 'commander';
import type { BatchWords } from '../batch.ts';
import type { CommandIo } from '../io.ts';
import { afterHelp } from './about.ts';

const JOBS = `
A job is a line of JSON: "paths" (as render takes them), "out", and render's other options by name:
  {"paths": ["scans/a"], "out": "out/a.png", "plane": "sagittal", "window": "brain"}
  {"paths": ["scans/b.zip"], "out": "out/b/%03d.npy", "all": "axial", "step": 5}
  "out" is a .png or a .npy; no job may write a file of another's.

A job whose options, input files and outputs are as they were is not drawn again; .reslice-batch.jsonl beside the outputs
keeps that. A job that fails is told of by its line, and the rest is done.
Exit status: 0 all done, 2 bad use in a job, 3 unreadable input in one (the higher of them).`;

export const batchCommand = (io: CommandIo): Command =>
  new Command('batch')
    .description('many renders out of a job file, a process a core; a second run does what is left')
    .argument('<jobs>', 'F.jsonl: JSON lines')
    .option('--workers <n>', 'processes; default: one a core; 0: this one. Each holds a series in memory')
    .option('--shard <i/n>', 'only the i-th of n parts, from 0; the parts are the same wherever they are drawn')
    .option('--force', 'draws everything again')
    .addHelpText('after', JOBS)
    .addHelpText(
      'after',
      afterHelp(
        'reslice batch jobs.jsonl',
        'reslice batch jobs.jsonl --workers 2',
        'reslice batch jobs.jsonl --shard 3/16',
      ),
    )
    .action(async (file: string, words: BatchWords) => (await import('../batch.ts')).batch(file, words, io));
