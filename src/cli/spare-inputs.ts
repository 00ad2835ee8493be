// What a command reads it never writes over: told before the first file is written.
import { existsSync, statSync } from 'node:fs';
import { badUse } from './parse-options.ts';

/**
 * Links and other spellings of a name lead to the same file: what counts is the file, not its name.
 * @param targets  what will be written
 * @param inputs  what is read, as files; one that is not there is left for whoever reads it to tell of
 * @param option  'out', '--diff': which words led to the target
 * @throws ResliceError 'use/bad-argument', which names the file
 */
export function spareInputs(targets: readonly string[], inputs: readonly string[], option: string): void {
  const there = targets.filter((target) => existsSync(target));
  if (there.length === 0) return;
  const read = new Set(inputs.filter((path) => existsSync(path)).map(identityOf));
  const hit = there.find((target) => read.has(identityOf(target)));
  if (hit !== undefined) throw badUse(`${option} ${hit} is an input, and inputs are never overwritten`);
}

function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}
