// Patterns that a shell has not expanded, because they were in quotes or because it does not: * and ? in the last part of a path.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { badUse } from './parse-options.ts';

/**
 * @returns paths as they are, patterns as what they match in the order of its names
 * @throws ResliceError 'use/bad-argument' for a pattern that matches nothing
 */
export const matchPaths = (paths: readonly string[]): readonly string[] => paths.flatMap(matchPath);

function matchPath(path: string): readonly string[] {
  // A file may have such a name.
  if (!/[*?]/.test(path) || existsSync(path)) return [path];
  const folder = dirname(path);
  if (/[*?]/.test(folder)) throw badUse(`${path}: * and ? may stand in the last part of a path only`);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => patternOf(basename(path)).test(name)) : [];
  if (names.length === 0) throw badUse(`${path} matches nothing`);
  return names.sort().map((name) => (path.includes('/') || path.includes('\\') ? join(folder, name) : name));
}

/** As a shell has it: a name that begins with a dot is matched only where the pattern says so. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${/^[*?]/.test(text) ? '(?!\\.)' : ''}${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    'su',
  );
