// Compiles each specialisation once and keeps it: what the stack decides is decided by the compiler, never by a pixel.
import { ResliceError } from '../../errors.ts';
import { nameParts, type ShaderFile, type ShaderSource, shaderSource } from './shader-source.ts';
import { uniformSetters } from './uniform-setters.ts';
import type { Program } from './uniforms.ts';

/** Owns the programs of one context. */
export class Programs {
  readonly #gl: WebGL2RenderingContext;
  readonly #file: ShaderFile;
  readonly #compiled = new Map<string, Program>();

  constructor(gl: WebGL2RenderingContext, file: ShaderFile) {
    this.#gl = gl;
    this.#file = file;
  }

  /** @throws ResliceError as `compile` */
  get(fragment: string, defines: readonly string[]): Program {
    const key = `${fragment} ${defines.join(' ')}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const program = compile(
      this.#gl,
      shaderSource('plane.vert', [], this.#file),
      shaderSource(fragment, defines, this.#file),
    );
    this.#compiled.set(key, program);
    return program;
  }

  dispose(): void {
    for (const { info } of this.#compiled.values()) this.#gl.deleteProgram(info.program);
    this.#compiled.clear();
  }
}

/**
 * @throws ResliceError 'gpu/compile' with the compiler's message, naming file and line; 'gpu/context-lost'
 */
export function compile(gl: WebGL2RenderingContext, vertex: ShaderSource, fragment: ShaderSource): Program {
  const program = gl.createProgram();
  const shaders = [[gl.VERTEX_SHADER, vertex] as const, [gl.FRAGMENT_SHADER, fragment] as const].map(
    ([type, { text, parts }]) => {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      return { shader, parts };
    },
  );
  gl.linkProgram(program);
  const fault = gl.getProgramParameter(program, gl.LINK_STATUS)
    ? null
    : shaders.map(({ shader, parts }) => nameParts(gl.getShaderInfoLog(shader) ?? '', parts)).join('') +
      gl.getProgramInfoLog(program);
  for (const { shader } of shaders) gl.deleteShader(shader);
  try {
    if (fault !== null) throw new ResliceError('gpu/compile', { detail: `${fragment.parts[0]}: ${fault}` });
    const info = { program, setters: uniformSetters(gl, program) };
    const declared = new Set([...fragment.text.matchAll(/^uniform \w+ (\w+);/gm)].map((match) => match[1]!));
    return { info, declared };
  } catch (error) {
    gl.deleteProgram(program);
    throw gl.isContextLost() ? new ResliceError('gpu/context-lost', {}, { cause: error }) : error;
  }
}
