// The shaders as the package has them, with short names, draw every plane that tells a broken shader from a whole one.
import { afterAll, describe, expect, test } from 'vitest';
import { shortenShaders } from '../../scripts/shorten-shaders.mjs';
import { shaderFile } from '../../src/sampler/gpu/shader-source.ts';
import { planeChecks } from '../mutate/plane-checks.ts';
import { closeDevice, openDevice } from '../support/gpu.ts';

const PREFIX = '../../shaders/';
const files = Object.fromEntries(
  Object.keys(import.meta.glob('../../shaders/**/*.{glsl,vert,frag}')).map((path) => {
    const part = path.slice(PREFIX.length);
    return [part, shaderFile(part)!];
  }),
);
const short = shortenShaders(files);

const device = openDevice({ shaderFile: (part) => short[part] });
afterAll(() => closeDevice(device));

test.each(planeChecks(device).map((check) => [check.name, check] as const))('%s', (_, check) => check.run(device));

describe('shortening', () => {
  const lines = (text: string): readonly string[] => text.split('\n');

  test('keeps the files and their lines', () => {
    for (const [part, text] of Object.entries(files)) expect(lines(short[part]!).length, part).toBe(lines(text).length);
  });

  test('keeps what JavaScript speaks: uniforms, as it looks for them, and the names that it defines', () => {
    const all = (texts: Readonly<Record<string, string>>): string => Object.values(texts).join('\n');
    const uniforms = (text: string) => [...text.matchAll(/^uniform \w+ (\w+);/gm)].map((match) => match[1]).toSorted();
    expect(uniforms(all(short))).toEqual(uniforms(all(files)));
    expect(uniforms(all(short)).length).toBeGreaterThan(30);
    for (const name of ['PADDING', 'SLAB_MAX', 'VOI_LUT', 'SHEET_COLUMN', 'BRICKS', 'BRACKETS_A_ROW'])
      expect(all(short)).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('tells locals of one function from those of another, and from components', () => {
    expect(
      shortenShaders({
        'a.glsl':
          '// Why.\n#define KIND float\nKIND half_(KIND x, vec2 other) {\n  KIND sum = x - -other.x; // sum\n  return sum / 2.0;\n}\n',
        'b.frag':
          '#include "a.glsl"\nuniform vec2 u_x;\nout vec4 color;\nvoid main() {\n  float other = half_(0.5, u_x);\n  color = vec4(other);\n}',
      }),
    ).toEqual({
      'a.glsl': '\n#define A float\nA B(A a,vec2 b){\nA c=a- -b.x;\nreturn c/2.;\n}\n',
      'b.frag':
        '#include "a.glsl"\nuniform vec2 u_x;\nout vec4 color;\nvoid main(){\nfloat a=B(.5,u_x);\ncolor=vec4(a);\n}',
    });
  });

  test('gives no name that the function has already', () => {
    const text = 'float f(float first) {\n  Odd a = Odd(first), b = a;\n  return b.c;\n}';
    expect(shortenShaders({ 'a.glsl': text })).toEqual({
      'a.glsl': 'float A(float c){\nOdd a=Odd(c),b=a;\nreturn b.c;\n}',
    });
  });

  test('refuses what it could get wrong', () => {
    const refused = (text: string) => expect(() => shortenShaders({ 'a.glsl': text }));
    refused(
      'float lerp(float a) {\n  return a;\n}\nfloat f(float b) {\n  float lerp = lerp(b);\n  return lerp;\n}',
    ).toThrow('a.glsl: lerp is a variable and a function');
    refused('float f(vec3 v) {\n  float length = length(v);\n  return length;\n}').toThrow('a variable and a function');
    refused('float f(float a) {\n#ifdef X\n  if (a > 0.0) {\n#else\n  if (a < 0.0) {\n#endif\n  return a;\n}').toThrow(
      'a.glsl: f has no end',
    );
  });
});
