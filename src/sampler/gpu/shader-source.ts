// Whole GLSL files, joined by #include, some of them only `if NAME` is defined. A missing part is an error, and compiler messages name
// the file and the line.
import { ResliceError } from '../../errors.ts';

const files = import.meta.glob<string>('./**/*.{glsl,vert,frag}', {
  base: '../../../shaders',
  query: '?raw',
  import: 'default',
  eager: true,
});

const PREFIX = './';

export interface ShaderSource {
  readonly text: string;
  /** By the number that #line gives each file. */
  readonly parts: readonly string[];
}

/** The text of a file of shaders/ by its path there; undefined where there is none. */
export type ShaderFile = (part: string) => string | undefined;

/**
 * @param name  a file of shaders/, for example 'display.frag'
 * @param defines  names for #ifdef, or NAME VALUE
 * @throws ResliceError 'gpu/compile' where the file or one that it includes does not exist
 */
export function shaderSource(
  name: string,
  defines: readonly string[] = [],
  source: ShaderFile = shaderFile,
): ShaderSource {
  const parts: string[] = [];
  const expand = (part: string, from: string): string => {
    if (parts.includes(part)) return '';
    const text = source(part);
    if (text === undefined)
      throw new ResliceError('gpu/compile', { detail: `${from} includes ${part}, which does not exist` });
    const number = parts.push(part) - 1;
    const lines = text.split('\n').map((line, index) => {
      const include = /^#include "(.+?)"(?: if (\w+))?\s*$/.exec(line);
      if (include?.[2] && !defines.includes(include[2])) return '';
      return include ? `${expand(include[1]!, part)}\n#line ${index + 2} ${number}` : line;
    });
    return `#line 1 ${number}\n${lines.join('\n')}`;
  };
  const body = expand(name, 'the program');
  // #version must come first, defines right after it.
  const version = /^#version .*$/m.exec(body)?.[0] ?? '#version 300 es';
  const heading = [version, ...defines.map((define) => `#define ${define}`)].join('\n');
  return { text: `${heading}\n${body.replace(version, '')}`, parts };
}

/** The package's own. */
export const shaderFile: ShaderFile = (part) => files[PREFIX + part];

/** A compiler's message with file names in place of the numbers that #line gave them. */
export const nameParts = (message: string, parts: readonly string[]): string =>
  message.replace(
    /\b(ERROR|WARNING): (\d+):(\d+)/g,
    (_, kind, part, line) => `${kind}: shaders/${parts[Number(part)] ?? part}:${line}`,
  );
