// Shaders without comments, spaces and long names, and uniforms by number on both sides, for the library's build: a twelfth of its core.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { shortenShaders } from './shorten-shaders.mjs';

const ROOT = join(import.meta.dirname, '..', 'shaders');
const SOURCE = /\/src\/(?:sampler|view)\/.+\.ts$/;
const SHADER = /^[^\0]+\/shaders\/(.+\.(?:glsl|vert|frag))\?raw$/;

function readShaders() {
  const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(glsl|vert|frag)$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(ROOT, path), 'utf8')]));
}

/** Uniforms that JavaScript names as a whole; a brick's name it makes from a number. */
const UNIFORM = /\bu_(?!brick)[A-Za-z]\w*/g;

/** @param {Readonly<Record<string, string>>} files @returns {Map<string, string>} a number each, the most used first */
function shortUniforms(files) {
  const uses = new Map();
  for (const text of Object.values(files))
    for (const [name] of text.matchAll(UNIFORM)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const names = [...uses.keys()].toSorted((a, b) => uses.get(b) - uses.get(a) || (a < b ? -1 : 1));
  return new Map(names.map((name, n) => [name, `u_${n}`]));
}

/** What breaks a shader on purpose; the lines stay, empty. */
const withoutFaults = (text) => text.replace(/^#ifdef SPLIT_OFF$[\s\S]*?^#endif$/gm, (part) => part.replace(/.+/g, ''));

/**
 * @param {{ faults?: boolean }} options  faults: with what breaks a shader on purpose, for a suite that must be able to fail
 * @returns {import('vite').Plugin}
 */
export function stripShaders({ faults = false } = {}) {
  let short = {};
  let uniforms = new Map();
  const renamed = (text) => text.replace(UNIFORM, (name) => uniforms.get(name) ?? name);
  return {
    name: 'reslice-strip-shaders',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const files = Object.entries(readShaders()).map(([path, text]) => [path, faults ? text : withoutFaults(text)]);
      short = shortenShaders(Object.fromEntries(files));
      uniforms = shortUniforms(short);
    },
    load(id) {
      const path = SHADER.exec(id)?.[1];
      return path ? `export default ${JSON.stringify(renamed(short[path]))};` : null;
    },
    transform(code, id) {
      return SOURCE.test(id) && code.includes('u_') ? { code: renamed(code), map: null } : null;
    },
  };
}
