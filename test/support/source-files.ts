// The project's own files, for tests that look at how it is built.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Paths below `folder`, relative to the root, with forward slashes. */
export const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

export const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

export interface Import {
  readonly from: string;
  /** A path relative to the root, or a package's name. */
  readonly to: string;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

/** Static, re-exporting, type-only and dynamic imports of the TypeScript files below `folder`. */
export const importsOf = (folder: string): Import[] =>
  filesIn(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((from) =>
      [...textOf(from).matchAll(STATEMENT)].map((match) => {
        const target = (match[1] ?? match[2] ?? match[3])!;
        return {
          from,
          to: target.startsWith('.')
            ? relative(ROOT, resolve(ROOT, dirname(from), target)).replaceAll('\\', '/')
            : target,
        };
      }),
    );
