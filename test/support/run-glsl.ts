// Runs GLSL on rows of numbers: one row an input, one pixel a row, one draw, one read of a float target.

import type { GpuDevice } from '../../src/sampler/gpu/device.ts';
import { compile } from '../../src/sampler/gpu/programs.ts';
import { shaderFile, shaderSource } from '../../src/sampler/gpu/shader-source.ts';
import { setUniformsStrict, type UniformValue } from '../../src/sampler/gpu/uniforms.ts';

export interface GlslCall {
  /** Files of shaders/ that hold the function. */
  readonly includes: readonly string[];
  readonly defines?: readonly string[];
  /** A vec4 of the inputs a[0], a[1], … */
  readonly expression: string;
  /** GLSL of the test's own, before main. */
  readonly functions?: string;
  readonly uniforms?: Readonly<Record<string, UniformValue>>;
}

/** @returns for every row of inputs the four numbers of the expression */
export function runGlsl(device: GpuDevice, call: GlslCall, rows: readonly (readonly number[])[]): number[][] {
  const { gl } = device;
  const width = rows[0]!.length;
  const main = `#include "head.glsl"
${call.includes.map((name) => `#include "${name}"`).join('\n')}
${call.functions ?? ''}
uniform sampler2D u_inputs;
out uvec4 result;
void main() {
  float a[${width}];
  for (int n = 0; n < ${width}; n++) a[n] = texelFetch(u_inputs, ivec2(n, int(gl_FragCoord.y)), 0).r;
  result = floatBitsToUint(${call.expression});
}`;
  const file = device.options.shaderFile ?? shaderFile;
  const fragment = shaderSource('twin.frag', call.defines ?? [], (part) => (part === 'twin.frag' ? main : file(part)));
  const { info, declared } = compile(gl, shaderSource('plane.vert', [], file), fragment);

  const texture = (format: number, w: number, h: number): WebGLTexture => {
    const made = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, made);
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, w, h);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return made;
  };
  const inputs = texture(gl.R32F, width, rows.length);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, rows.length, gl.RED, gl.FLOAT, Float32Array.from(rows.flat()));
  const target = texture(gl.RGBA32UI, 1, rows.length);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
  gl.viewport(0, 0, 1, rows.length);
  gl.useProgram(info.program);
  setUniformsStrict({ info, declared }, { ...call.uniforms, u_inputs: inputs });
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const out = new Float32Array(rows.length * 4);
  gl.readPixels(0, 0, 1, rows.length, gl.RGBA_INTEGER, gl.UNSIGNED_INT, new Uint32Array(out.buffer));
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  for (const made of [inputs, target]) gl.deleteTexture(made);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteProgram(info.program);
  return rows.map((_, row) => [...out.subarray(row * 4, row * 4 + 4)]);
}

/** Uniform values without those that the expression's source does not declare are refused: pick them by name. */
export const pick = (
  all: Readonly<Record<string, UniformValue>>,
  names: readonly string[],
): Record<string, UniformValue> => Object.fromEntries(names.map((name) => [name, all[name]!]));
