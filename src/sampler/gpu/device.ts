// What all samplers of one WebGL2 context share: its programs and what it can do.
import { ResliceError } from '../../errors.ts';
import { Programs } from './programs.ts';
import type { Program, UniformValue } from './uniforms.ts';
import { setUniformsStrict } from './uniforms.ts';

export interface GpuDevice {
  readonly gl: WebGL2RenderingContext;
  readonly programs: Programs;
  /** Draws `program` over the bound framebuffer's viewport. */
  draw(program: Program, uniforms: Readonly<Record<string, UniformValue>>): void;
  dispose(): void;
}

/** @throws ResliceError 'gpu/unavailable' where `gl` is null (no WebGL2, or refused) */
export function createGpuDevice(gl: WebGL2RenderingContext | null): GpuDevice {
  if (!gl) throw new ResliceError('gpu/unavailable', { detail: 'no WebGL2 context' });
  const programs = new Programs(gl);
  const triangle = gl.createVertexArray();
  for (const state of [gl.DEPTH_TEST, gl.BLEND, gl.DITHER, gl.CULL_FACE]) gl.disable(state);
  return {
    gl,
    programs,
    draw(program, uniforms) {
      gl.bindVertexArray(triangle);
      gl.useProgram(program.info.program);
      setUniformsStrict(program, uniforms);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    dispose() {
      programs.dispose();
      gl.deleteVertexArray(triangle);
    },
  };
}
