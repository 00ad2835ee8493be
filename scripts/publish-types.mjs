// The declarations that the package's doors reach, and no others. They name each other as `.js`, which every version of TypeScript
// resolves to the `.d.ts` beside; `.ts` only newer ones. Typed arrays that name their buffer need TypeScript 5.7; without its name they
// are what they were, so that 4.7 will do.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './ensure-installed.mjs';

const BUFFER = /\b(\w+Array)<ArrayBuffer(?:Like)?>/g;
/** For its effect alone: gives no types. */
const BARE = /^import ["'][^"']+["'];\n/gm;
const IMPORT = /((?:from|import)\s*\(?\s*["'])([^"']+)(["'])/g;

/**
 * @param {string} declared  what tsc wrote: src/ below it
 * @param {string} dist  package.json names the doors' declarations in its types/
 */
export function publishTypes(declared, dist) {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const waiting = Object.values(exports).flatMap(({ types }) =>
    types ? join(declared, types.replace('./dist/types', 'src')) : [],
  );
  const reached = new Set(waiting);
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    const own = readFileSync(file, 'utf8').replace(BARE, '');
    const text = own.replace(IMPORT, (_, before, name, after) => {
      if (!name.startsWith('.'))
        throw new Error(`${relative(declared, file)} shows a type of ${name}, which users lack`);
      const next = join(dirname(file), name.replace(/\.ts$/, '.d.ts'));
      if (!reached.has(next)) waiting.push(next);
      reached.add(next);
      return `${before}${name.replace(/\.ts$/, '.js')}${after}`;
    });
    const target = join(dist, 'types', relative(join(declared, 'src'), file));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text.replace(BUFFER, '$1'));
  }
}
