// The built demo, made once for all test files that run side by side, and again when anything that it is made of is newer.
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { ROOT } from '../support/source-files.ts';

const SITE = join(ROOT, '.cache', 'test-site');
const STAMP = join(ROOT, '.cache', 'test-site.built');
/** Whoever makes this folder builds; the others wait until it is gone. */
const LOCK = join(ROOT, '.cache', 'test-site.lock');
const SOURCES = ['demo', 'src', 'shaders', 'phantom', 'conformance', 'scripts'];
/** ms after which a lock is that of somebody who was stopped. */
const STALE = 120_000;

const newest = (): number =>
  Math.max(
    ...SOURCES.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
    ),
    statSync(join(ROOT, 'package-lock.json')).mtimeMs,
  );

const isFresh = (): boolean => existsSync(STAMP) && statSync(STAMP).mtimeMs > newest();

/** @returns its folder */
export async function builtSite(): Promise<string> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  while (!isFresh()) {
    if (takeLock()) {
      try {
        if (!isFresh()) {
          await buildDemo(SITE);
          writeFileSync(STAMP, '');
        }
      } finally {
        rmdirSync(LOCK);
      }
    } else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return SITE;
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    if (existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs > STALE) rmdirSync(LOCK);
    return false;
  }
}
