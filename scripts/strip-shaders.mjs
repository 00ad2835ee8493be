// Shaders without comments, spaces and long names, for the library's build: a fifteenth of its core.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { shortenShaders } from './shorten-shaders.mjs';

const ROOT = join(import.meta.dirname, '..', 'shaders');
const SHADER = /^[^\0]+\/shaders\/(.+\.(?:glsl|vert|frag))\?raw$/;

function readShaders() {
  const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(glsl|vert|frag)$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(ROOT, path), 'utf8')]));
}

/** @returns {import('vite').Plugin} */
export function stripShaders() {
  let short = {};
  return {
    name: 'reslice-strip-shaders',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      short = shortenShaders(readShaders());
    },
    load(id) {
      const path = SHADER.exec(id)?.[1];
      return path ? `export default ${JSON.stringify(short[path])};` : null;
    },
  };
}
