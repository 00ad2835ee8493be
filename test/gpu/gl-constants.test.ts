// The numbers that the built package has for WebGL's names are the browser's, and no name that the sources use is left out.
import { expect, test } from 'vitest';
import { GL_CONSTANTS, inlineConstants } from '../../scripts/inline-gl-constants.mjs';

const sources = import.meta.glob<string>('../../src/sampler/gpu/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test.each(Object.entries(GL_CONSTANTS))('%s', (name, value) => {
  expect(value).toBe(WebGL2RenderingContext[name as keyof typeof WebGL2RenderingContext]);
});

test('all that the sources use, and no more', () => {
  const used = Object.values(sources).flatMap((text) => [...text.matchAll(/(?<![#.\w])gl\.([A-Z][A-Z0-9_]+)\b/g)]);
  expect(Object.keys(GL_CONSTANTS)).toEqual([...new Set(used.map((match) => match[1]))].toSorted());
  expect(Object.values(sources).map(inlineConstants).join('')).not.toMatch(/\bgl\.[A-Z]/);
});

test('only of a context, whole names', () => {
  expect(inlineConstants('gl.RED, gl.RED_INTEGER, gl.REDDISH, this.#gl.RED, a.gl.RED, gl.red')).toBe(
    '6403, 36244, gl.REDDISH, this.#gl.RED, a.gl.RED, gl.red',
  );
});
