// The yardstick: the least shader that resamples an R16I volume trilinearly and windows it. One float32 matrix, 8 fetches,
// no padding, no tilt, no exactness; compiled and fed by twgl, as one would write it. What Reslice costs is told as a ratio to this, in
// the same run.
import * as twgl from 'twgl.js';
import type { Plane } from '../src/plane/plane.ts';
import { planeToStack } from '../src/plane/plane-to-stack.ts';
import { evenStep } from '../src/volume/slice-table.ts';
import type { Volume } from '../src/volume/volume.ts';

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0); }`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp isampler3D;
uniform isampler3D volume;
uniform mat3 pixelToStack;
uniform vec3 size;
uniform vec2 window;
out vec4 color;
float at(ivec3 p) { return float(texelFetch(volume, p, 0).r); }
void main() {
  vec3 p = pixelToStack * vec3(gl_FragCoord.xy, 1.0);
  if (any(lessThan(p, vec3(-0.5))) || any(greaterThan(p, size - 0.5))) { color = vec4(0.0, 0.0, 0.0, 1.0); return; }
  vec3 low = floor(p);
  vec3 t = p - low;
  ivec3 a = clamp(ivec3(low), ivec3(0), ivec3(size) - 1);
  ivec3 b = clamp(ivec3(low) + 1, ivec3(0), ivec3(size) - 1);
  float v = mix(
    mix(mix(at(a), at(ivec3(b.x, a.y, a.z)), t.x), mix(at(ivec3(a.x, b.y, a.z)), at(ivec3(b.x, b.y, a.z)), t.x), t.y),
    mix(mix(at(ivec3(a.x, a.y, b.z)), at(ivec3(b.x, a.y, b.z)), t.x), mix(at(ivec3(a.x, b.y, b.z)), at(b), t.x), t.y), t.z);
  color = vec4(vec3(clamp((v - window.x) / window.y + 0.5, 0.0, 1.0)), 1.0);
}`;

export interface BareShader {
  draw(plane: Plane, center: number, width: number): void;
}

export function createBareShader(gl: WebGL2RenderingContext, volume: Volume, texture: WebGLTexture): BareShader {
  const program = twgl.createProgramInfo(gl, [VERTEX, FRAGMENT]);
  if (!program) throw new Error('the bare shader does not compile');
  const vertices = gl.createVertexArray();
  const pixelToStack = new Float32Array(9);
  const uniforms = { volume: texture, pixelToStack, size: volume.size, window: [0, 0] };
  return {
    draw(plane, center, width) {
      const { column, row, mm } = planeToStack(plane, volume);
      const step = evenStep(volume);
      [column, row, mm].forEach(({ perI, perJ, origin }, axis) => {
        const per = axis === 2 ? 1 / step : 1;
        // gl_FragCoord is at pixel centres and runs bottom up.
        pixelToStack[axis] = perI * per;
        pixelToStack[3 + axis] = -perJ * per;
        pixelToStack[6 + axis] = (origin + perJ * (plane.height - 1) - perI * 0.5 + perJ * 0.5) * per;
      });
      gl.viewport(0, 0, plane.width, plane.height);
      gl.useProgram(program.program);
      gl.bindVertexArray(vertices);
      uniforms.window = [center, width];
      twgl.setUniforms(program, uniforms);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}
