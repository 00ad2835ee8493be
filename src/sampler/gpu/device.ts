// What all samplers of one WebGL2 context share: its programs and what it can do.
import { ResliceError } from '../../errors.ts';
import { Programs } from './programs.ts';
import { type ShaderFile, shaderFile } from './shader-source.ts';
import type { Program, UniformValue } from './uniforms.ts';
import { setUniformsStrict } from './uniforms.ts';

/** All of it for tests: what is left out is the device's own. */
export interface GpuDeviceOptions {
  /** Most slices in one 3D texture. */
  readonly mostSlices?: number;
  /** Most bytes in one 3D texture. */
  readonly mostBytes?: number;
  /** Where shaders come from. */
  readonly shaderFile?: ShaderFile;
}

export interface GpuDevice {
  readonly gl: WebGL2RenderingContext;
  readonly programs: Programs;
  readonly options: GpuDeviceOptions;
  /** Whether the context has been lost since: then all that was made on it is gone, even if the context has come back. */
  readonly lost: boolean;
  /** Draws `program` over the bound framebuffer's viewport. */
  draw(program: Program, uniforms: Readonly<Record<string, UniformValue>>): void;
  dispose(): void;
}

/** @throws ResliceError 'gpu/unavailable' where `gl` is null (no WebGL2, or refused) */
export function createGpuDevice(gl: WebGL2RenderingContext | null, options: GpuDeviceOptions = {}): GpuDevice {
  if (!gl) throw new ResliceError('gpu/unavailable', { detail: 'no WebGL2 context' });
  const programs = new Programs(gl, options.shaderFile ?? shaderFile);
  const triangle = gl.createVertexArray();
  for (const state of [gl.DEPTH_TEST, gl.BLEND, gl.DITHER, gl.CULL_FACE, gl.SCISSOR_TEST]) gl.disable(state);
  let lost = false;
  const lose = (): void => {
    lost = true;
  };
  gl.canvas.addEventListener('webglcontextlost', lose);
  return {
    gl,
    programs,
    options,
    get lost() {
      return lost || gl.isContextLost();
    },
    draw(program, uniforms) {
      gl.bindVertexArray(triangle);
      gl.useProgram(program.info.program);
      setUniformsStrict(program, uniforms);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    dispose() {
      // Who hears of a loss first may dispose before `lose` is called.
      lost = true;
      gl.canvas.removeEventListener('webglcontextlost', lose);
      programs.dispose();
      gl.deleteVertexArray(triangle);
    },
  };
}
