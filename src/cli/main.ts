#!/usr/bin/env node
// The process around the program.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { wantsColors } from './paint.ts';
import { run } from './program.ts';

/** Whoever reads may have had enough (`| head`): from then on nothing is said, and the work goes on to its own end. */
function teller(stream: NodeJS.WriteStream): (text: string) => void {
  let heard = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (heard && error.code !== 'EPIPE') throw error;
    heard = false;
  });
  return (text) => {
    if (heard) stream.write(text);
  };
}

process.exitCode = await run(process.argv.slice(2), {
  out: teller(process.stdout),
  err: teller(process.stderr),
  terminal: process.stderr.isTTY === true,
  colors: wantsColors(process.stdout.isTTY === true, process.env),
  async writeFile(path, bytes) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  },
});
