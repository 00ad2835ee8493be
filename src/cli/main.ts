#!/usr/bin/env node
// The process around the program.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { wantsColors } from './paint.ts';
import { run } from './program.ts';

// Whoever reads may have had enough (`| head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  colors: wantsColors(process.stdout.isTTY === true, process.env),
  async writeFile(path, bytes) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  },
});
