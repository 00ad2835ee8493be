// How shaders are broken for `npm run mutate`, and which lines a program reaches.
import { describe, expect, test } from 'vitest';
import { mutantsOf } from '../mutate/mutants.ts';
import { reachedLines } from '../mutate/reached.ts';

const changed = (line: string): readonly string[] =>
  mutantsOf('x.glsl', `float f(float a) {\n  ${line}\n}`).map(({ to }) => to);

describe('mutants', () => {
  test.each([
    ['return a + b * c;', ['return a - b * c;', 'return a;', 'return a + b;']],
    ['return -a;', ['return a;']],
    ['return (a - b) / c;', ['return (a + b) / c;', 'return (a) / c;', 'return (a - b);']],
    ['if (a <= 1.0 && b) return c;', ['if (a < 1.0 && b) return c;', 'if (a <= 2.0 && b) return c;']],
    ['return x == y ? 1 : v.y;', ['return x != y ? 1 : v.y;', 'return x == y ? 2 : v.y;']],
    ['return max(a, v.xz);', ['return min(a, v.xz);', 'return max(a, v.zx);']],
    ['float t = 0.5;', ['float t = 1.5;', 'float t = (-0.5);', 'float t = 0.0;']],
    ['bool b = true; // and 7', ['bool b = false;']],
    ['n += ivec2(i, k) << 11;', ['n -= ivec2(i, k) << 11;', 'n += ivec2(j, k) << 11;', 'n += ivec2(i, k) << 12;']],
  ])('%s', (line, expected) => {
    for (const one of expected)
      expect(changed(line).map((to) => to.replaceAll(/ +/g, ' ').replace(' ;', ';').replace(' )', ')'))).toContain(one);
  });

  test('leave a loop within the vector that it fills', () => {
    const loop = 'vec4 f() {\n  for (int c = 0; c < 4; c++) {\n    v[c] = u;\n  }\n}';
    expect(mutantsOf('x.glsl', loop).map(({ to }) => to)).toEqual([
      'for (int c = 1; c < 4; c++) {',
      'for (int c = 0; c < 3; c++) {',
    ]);
  });

  test('are named by their function, or the constant', () => {
    const file =
      'const float LEAST = 0.5;\nfloat f() {\n  if (true) {\n    return 1.0;\n  }\n  return 2.0;\n}\nuniform int u;\nint g() {\n  return 3;\n}';
    const names = mutantsOf('x.glsl', file).map(({ function: name, line }) => `${name}:${line}`);
    expect([...new Set(names)]).toEqual(['LEAST:1', 'f:3', 'f:4', 'f:6', 'g:10']);
  });

  test('leave what is no code alone, and the only level of a texture', () => {
    expect(changed('return texelFetch(u_x, ivec2(a, B), 0).r;')).toEqual([]);
    expect(mutantsOf('x.glsl', '#define N 5\n// 1 + 1\nuniform float u[3];\nvoid f() {\n#if N > 4\n#endif\n}')).toEqual(
      [],
    );
  });
});

test('reached lines follow #if and its like', () => {
  const source = `#version 300 es
#define A
#define N 3
#line 1 0
one
#if defined(A) && !(N > 3)
three
#line 1 1
inner
// End of inner.glsl
#line 5 0
#elif defined(A)
six
#else
eight
#endif
#ifndef A
eleven
#if 1
thirteen
#endif
#endif
// End of outer.glsl`;
  expect(reachedLines(source)).toEqual([
    'outer.glsl:1',
    'outer.glsl:3',
    'inner.glsl:1',
    'inner.glsl:2',
    'outer.glsl:16',
  ]);
});
