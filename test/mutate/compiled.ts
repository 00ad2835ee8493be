// Which shaders a context has compiled, by their texts: a broken line may be one that some specialisations alone refuse.
import { vi } from 'vitest';

export interface Compiled {
  /** Of all programs that have linked since. */
  readonly sources: ReadonlySet<string>;
  stop(): void;
}

export function watchCompiled(gl: WebGL2RenderingContext): Compiled {
  const { shaderSource, attachShader, getProgramParameter } = gl;
  const texts = new Map<WebGLShader, string>();
  const attached = new Map<WebGLProgram, WebGLShader[]>();
  const sources = new Set<string>();
  const spies = [
    vi.spyOn(gl, 'shaderSource').mockImplementation((shader, source) => {
      texts.set(shader, source);
      shaderSource.call(gl, shader, source);
    }),
    vi.spyOn(gl, 'attachShader').mockImplementation((program, shader) => {
      attached.set(program, [...(attached.get(program) ?? []), shader]);
      attachShader.call(gl, program, shader);
    }),
    vi.spyOn(gl, 'getProgramParameter').mockImplementation((program, name) => {
      const value = getProgramParameter.call(gl, program, name);
      if (name === gl.LINK_STATUS && value)
        for (const shader of attached.get(program) ?? []) sources.add(texts.get(shader)!);
      return value;
    }),
  ];
  return {
    sources,
    stop() {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
