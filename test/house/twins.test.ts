// Every GLSL function has a TypeScript twin that it names, and a table in test/support that feeds both the same inputs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, ROOT, textOf } from '../support/source-files.ts';

const tables = filesIn('test/support')
  .filter((file) => file.includes('twins'))
  .map(textOf)
  .join('\n');

const functions = filesIn('shaders/lib').flatMap((file) => {
  const text = textOf(file);
  return [...text.matchAll(/^(?:float|int|bool|[iu]?vec[234]) (\w+)\(/gm)].map((match) => ({ file, name: match[1]! }));
});

describe('twins', () => {
  test('are looked for', () => expect(functions.length).toBeGreaterThan(14));

  test.each(
    [...new Map(functions.map((entry) => [entry.name, entry])).values()].map(({ file, name }) => [name, file] as const),
  )('%s', (name, file) => {
    const named = [...textOf(file).matchAll(/Twin: ([\w/.-]+)#(\w+)/g)].map((match) => ({
      twin: match[1]!,
      as: match[2]!,
    }));
    expect(named.length, `${file} names its twin`).toBeGreaterThan(0);
    for (const { twin, as } of named) {
      expect(existsSync(join(ROOT, twin)), twin).toBe(true);
      expect(textOf(twin), `${twin} exports ${as}`).toMatch(new RegExp(`export (const|function) ${as}\\b`));
    }
    expect(tables, `a table of ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
