// Compiles each specialisation once and keeps it: what the stack decides is decided by the compiler, never by a pixel.
import * as twgl from 'twgl.js';
import { ResliceError } from '../../errors.ts';
import { nameParts, shaderSource } from './shader-source.ts';
import type { Program } from './uniforms.ts';

/** Owns the programs of one context. */
export class Programs {
  readonly #gl: WebGL2RenderingContext;
  readonly #compiled = new Map<string, Program>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** @throws ResliceError 'gpu/compile' with the compiler's message, naming file and line */
  get(fragment: string, defines: readonly string[]): Program {
    const key = `${fragment} ${defines.join(' ')}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const program = compile(this.#gl, fragment, defines);
    this.#compiled.set(key, program);
    return program;
  }

  dispose(): void {
    for (const { info } of this.#compiled.values()) this.#gl.deleteProgram(info.program);
    this.#compiled.clear();
  }
}

function compile(gl: WebGL2RenderingContext, fragment: string, defines: readonly string[]): Program {
  const vertex = shaderSource('plane.vert');
  const pixel = shaderSource(fragment, defines);
  let message = '';
  const info = twgl.createProgramInfo(gl, [vertex.text, pixel.text], {
    errorCallback: (text: string) => (message += text),
  });
  if (!info) {
    if (gl.isContextLost()) throw new ResliceError('gpu/context-lost');
    throw new ResliceError('gpu/compile', { detail: `${fragment}: ${nameParts(message, pixel.parts)}` });
  }
  const declared = new Set([...pixel.text.matchAll(/^uniform \w+ (\w+);/gm)].map((match) => match[1]!));
  return { info, declared };
}
