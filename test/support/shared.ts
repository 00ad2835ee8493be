// Real scans and their ground truth in Node: $RESLICE_SHARED or ../shared. Tests skip, visibly, where they are not.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../../scripts/serve-shared.mjs';

export const shared = sharedFolder();

export const sharedFile = (...path: string[]): Uint8Array => new Uint8Array(readFileSync(join(shared!, ...path)));

export const sharedJson = <T>(...path: string[]): T => JSON.parse(readFileSync(join(shared!, ...path), 'utf8')) as T;

/** Paths below `folder` of data/, relative to data/. */
export function sharedFiles(folder: string): string[] {
  const at = join(shared!, 'data', folder);
  if (!statSync(at).isDirectory()) return [folder];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(shared!, 'data').length + 1))
    .sort();
}
