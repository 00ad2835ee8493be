// The package as npm packs it: built into a copy of its own, packed, and unpacked as an install would.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-files.ts';

export interface Packed {
  readonly tarball: string;
  /** What is in it, unpacked: a folder named `reslice`. */
  readonly folder: string;
}

/** @param name  of whoever packs: test files run beside each other */
export function pack(name: string): Packed {
  const stage = join(ROOT, '.cache', 'packed', name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, 'package'), { recursive: true });
  const from = join(stage, 'package');
  for (const file of ['package.json', 'README.md', 'LICENSE', 'docs'])
    cpSync(join(ROOT, file), join(from, file), { recursive: true });
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), join(from, 'dist')], { cwd: ROOT });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', stage], {
    cwd: from,
    shell: process.platform === 'win32',
  });
  const tarball = join(stage, readdirSync(stage).find((file) => file.endsWith('.tgz'))!);
  const folder = join(stage, 'reslice');
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return { tarball, folder };
}
