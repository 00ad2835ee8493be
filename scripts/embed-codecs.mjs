// WASM decoders as plain modules: `reslice-codec:<name>` gives the package's glue as an ES module, and its WASM as text. So a built
// Reslice fetches and locates nothing, and works under any bundler, without one, in a worker and in Node.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const PREFIX = 'reslice-codec:';
const PACKAGES = ['charls', 'openjpeg', 'libjxl'];
const GIVEN = join(import.meta.dirname, '..', 'src', 'dicom', 'codecs', 'given-wasm.ts').replaceAll('\\', '/');
const require = createRequire(import.meta.url);

/** As CommonJS the glue asks Node for `fs` and `path`, to find a file that is given to it anyway. */
function asModule(glue) {
  const node = /var ENVIRONMENT_IS_NODE=typeof process.*?"renderer";/;
  if (!node.test(glue)) throw new Error('the glue of a codec has changed: see scripts/embed-codecs.mjs');
  const browserOnly = glue
    .replace(node, 'var ENVIRONMENT_IS_NODE=false;')
    .replaceAll(/require\("(fs|path)"\)/g, 'null')
    // Its own address would only serve to find the WASM; bundlers would make a file of it.
    .replace('var _scriptName = import.meta.url;', 'var _scriptName;')
    .replace(/new URL\(("\w+\.wasm"),import\.meta\.url\)\.href/, '$1');
  if (/export default/.test(browserOnly)) return browserOnly;
  const name = /^\s*var (\w+) =/.exec(glue)?.[1];
  const end = browserOnly.indexOf("if (typeof exports === 'object'");
  if (!name || end < 0) throw new Error('the glue of a codec has changed: see scripts/embed-codecs.mjs');
  return `${browserOnly.slice(0, end)}\nexport default ${name};\n`;
}

/** @param {{ wasm?: 'inside' | 'given' }} options  given: asked of the page, by a worker that is a text @returns {import('vite').Plugin} */
export function embedCodecs({ wasm: where = 'inside' } = {}) {
  return {
    name: 'reslice-embed-codecs',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const [name, part] = id.slice(PREFIX.length + 1).split('/');
      if (!PACKAGES.includes(name)) throw new Error(`no codec is named ${name}`);
      if (part === 'glue') {
        return asModule(readFileSync(require.resolve(`@cornerstonejs/codec-${name}/decodewasmjs`), 'utf8'));
      }
      const createModule = `export { default as createModule } from '${PREFIX}${name}/glue';`;
      if (where === 'given')
        return `import { givenWasm } from '${GIVEN}'; ${createModule} export const wasm = () => givenWasm('${name}');`;
      const wasm = readFileSync(require.resolve(`@cornerstonejs/codec-${name}/decodewasm`));
      const packed = deflateRawSync(wasm, { level: 9 }).toString('base64');
      return `${createModule} export const wasm = () => ({ size: ${wasm.length}, deflated: '${packed}' });`;
    },
  };
}
