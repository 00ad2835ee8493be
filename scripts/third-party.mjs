// dist/THIRD-PARTY.txt: whose code is in the package's modules, read off the modules themselves, with each one's licence. What a decoder's
// package was compiled from stands in scripts/licences, since those packages carry no notice of it; and so does the licence of the repository
// that two of them come from without one (codecs.txt).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './ensure-installed.mjs';

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const CODEC = /^\0reslice-codec:(\w+)/;
const CODEC_PACKAGE = '@cornerstonejs/codec-';
const LICENCES = join(ROOT, 'scripts', 'licences');

/** For the library's build. @returns {import('vite').Plugin} */
export function thirdParty() {
  return {
    name: 'reslice-third-party',
    apply: 'build',
    generateBundle(_, bundle) {
      const names = Object.values(bundle).flatMap(({ moduleIds = [] }) =>
        moduleIds.flatMap((id) => packageOf(id) ?? []),
      );
      const notices = [...new Set(names)].sort().map(noticeOf);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: notices.join(`\n${'='.repeat(80)}\n\n`) });
    },
  };
}

function packageOf(id) {
  // A text made of its dictionary.
  if (id.startsWith('\0reslice-dictionary:')) return 'dcmjs';
  const codec = CODEC.exec(id)?.[1];
  return codec ? `${CODEC_PACKAGE}${codec}` : PACKAGE.exec(id)?.[1];
}

function noticeOf(name) {
  const folder = join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const given = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const own = given ? join(folder, given) : name.startsWith(CODEC_PACKAGE) ? join(LICENCES, 'codecs.txt') : null;
  const compiled = join(LICENCES, `${name.replace(CODEC_PACKAGE, '')}.txt`);
  if (!own) throw new Error(`${name} is bundled, and its licence is not at hand`);
  return [
    `${name} ${version} (${license})\n`,
    readFileSync(own, 'utf8'),
    ...(existsSync(compiled) ? [`Compiled into it:\n\n${readFileSync(compiled, 'utf8')}`] : []),
  ].join('\n');
}
