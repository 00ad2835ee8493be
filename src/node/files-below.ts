// All files of a folder, links followed: trees of git-annex, DataLad and DVC consist of links. scripts/serve-local.mjs does the same.
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where git, git-annex and DVC keep what the links lead to, under names of their own. */
const STORES: readonly string[] = ['.git', '.dvc'];

/**
 * Each folder once, however many links lead to it, so that none goes round in circles. A link to a file of the folder itself is another
 * name of that, and left out.
 * @returns paths in the order of names; a link that leads nowhere is one; pipes, devices and the stores of version control are none
 * @throws Error of the system for a folder that may not be read
 */
export function filesBelow(folder: string): readonly string[] {
  const files: string[] = [];
  const links: string[] = [];
  const met = new Set<string>();
  const walk = (at: string): void => {
    const real = realpathSync(at);
    if (met.has(real)) return;
    met.add(real);
    const entries = readdirSync(at, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && STORES.includes(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isFile()) {
        files.push(path);
        met.add(join(real, entry.name));
      }
    }
  };
  walk(folder);
  // What is met by itself comes first; then links, which may lead to more of them.
  for (const link of links) {
    const target = targetOf(link);
    if (target?.isDirectory()) walk(link);
    else if (!target || (target.isFile() && !met.has(realpathSync(link)))) files.push(link);
  }
  return files.sort();
}

/** Null where it leads nowhere, or to itself. */
function targetOf(link: string): Stats | null {
  try {
    return statSync(link);
  } catch {
    return null;
  }
}
