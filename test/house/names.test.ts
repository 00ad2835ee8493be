// One file, one room; one name everywhere.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, importsOf, ROOT, textOf } from '../support/source-files.ts';

const sources = filesIn('src').filter((file) => file.endsWith('.ts'));
const all = ['src', 'shaders', 'demo', 'phantom', 'conformance', 'bench', 'test']
  .flatMap(filesIn)
  .filter((file) => !file.includes('node_modules') && !/\.npmrc$|README\.md$/.test(file));

describe('files', () => {
  test('have kebab-case names', () => {
    const odd = all.filter((file) => !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(file.split('/').at(-1)!));
    expect(odd).toEqual([]);
  });

  test('of the library are short enough to hold in mind', () => {
    expect(sources.filter((file) => textOf(file).split('\n').length > 320)).toEqual([]);
  });

  test('of the library export names only, and leave global settings alone', () => {
    expect(sources.filter((file) => /export default|setMatrixArrayType/.test(textOf(file)))).toEqual([]);
  });

  test('wrap dicom-parser in one place', () => {
    const importers = importsOf('src').filter(({ to }) => to === 'dicom-parser');
    expect(importers.map(({ from }) => from)).toEqual(['src/dicom/elements.ts']);
  });

  test('keep every line of GLSL in shaders/', () => {
    expect(sources.filter((file) => /gl_FragCoord|void main\(/.test(textOf(file)))).toEqual([]);
  });
});

describe.skipIf(!existsSync(join(ROOT, '.git')))('what is committed', () => {
  const tracked = () => execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');

  test('names no registry', () => {
    const host = new RegExp(['registry', 'npmjs'].join('\\.'));
    const text = tracked().filter(
      (file) => existsSync(join(ROOT, file)) && /\.(json|ts|mjs|md|html|css|npmrc|yml)$|\.npmrc$|run$/.test(file),
    );
    expect(text.filter((file) => host.test(textOf(file)))).toEqual([]);
  });

  test('is not generated', () => {
    expect(tracked().filter((file) => /(^|\/)(node_modules|dist|\.cache)\//.test(file))).toEqual([]);
  });
});
