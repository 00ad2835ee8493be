#!/usr/bin/env node
// The process around the program.
import { writeFile } from 'node:fs/promises';
import { run } from './program.ts';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  writeFile,
});
