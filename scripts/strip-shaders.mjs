// Shaders without comments and indentation, for the library's build: a tenth of its size. Line numbers stay, so that a compiler's
// message still points at the right line of the source.
import { readFileSync } from 'node:fs';

const SHADER = /^([^\0]+\/shaders\/.+\.(?:glsl|vert|frag))\?raw$/;

/** @returns {import('vite').Plugin} */
export function stripShaders() {
  return {
    name: 'reslice-strip-shaders',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const file = SHADER.exec(id)?.[1];
      if (!file) return null;
      const lines = readFileSync(file, 'utf8').split('\n');
      const text = lines.map((line) => line.replace(/\/\/.*$/, '').trim()).join('\n');
      return `export default ${JSON.stringify(text)};`;
    },
  };
}
