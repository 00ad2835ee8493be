// WebGL's constants as numbers, for the library's build: their names are a hundredth of its core. What is not in the table stays a name.

/** By the specification, the same everywhere; test/gpu/gl-constants.test.ts asks the browser. */
export const GL_CONSTANTS = {
  ACTIVE_UNIFORMS: 0x8b86,
  BLEND: 0xbe2,
  CLAMP_TO_EDGE: 0x812f,
  COLOR: 0x1800,
  COLOR_ATTACHMENT0: 0x8ce0,
  CULL_FACE: 0xb44,
  DEPTH_TEST: 0xb71,
  DITHER: 0xbd0,
  FLOAT: 0x1406,
  FLOAT_VEC2: 0x8b50,
  FLOAT_VEC3: 0x8b51,
  FLOAT_VEC4: 0x8b52,
  FRAGMENT_SHADER: 0x8b30,
  FRAMEBUFFER: 0x8d40,
  FRAMEBUFFER_COMPLETE: 0x8cd5,
  INT: 0x1404,
  INT_SAMPLER_3D: 0x8dcb,
  INT_VEC3: 0x8b54,
  LINK_STATUS: 0x8b82,
  MAX_3D_TEXTURE_SIZE: 0x8073,
  MAX_TEXTURE_SIZE: 0xd33,
  NEAREST: 0x2600,
  NO_ERROR: 0,
  R16I: 0x8233,
  R32F: 0x822e,
  R32UI: 0x8236,
  RED: 0x1903,
  RED_INTEGER: 0x8d94,
  RGBA: 0x1908,
  RGBA32F: 0x8814,
  RGBA_INTEGER: 0x8d99,
  RG_INTEGER: 0x8228,
  SAMPLER_2D: 0x8b5e,
  SAMPLER_3D: 0x8b5f,
  SCISSOR_TEST: 0xc11,
  SHORT: 0x1402,
  SIGNALED: 0x9119,
  SYNC_GPU_COMMANDS_COMPLETE: 0x9117,
  SYNC_STATUS: 0x9114,
  TEXTURE0: 0x84c0,
  TEXTURE_2D: 0xde1,
  TEXTURE_3D: 0x806f,
  TEXTURE_MAG_FILTER: 0x2800,
  TEXTURE_MIN_FILTER: 0x2801,
  TEXTURE_WRAP_R: 0x8072,
  TEXTURE_WRAP_S: 0x2802,
  TEXTURE_WRAP_T: 0x2803,
  TRIANGLES: 4,
  UNPACK_ALIGNMENT: 0xcf5,
  UNSIGNED_BYTE: 0x1401,
  UNSIGNED_INT: 0x1405,
  UNSIGNED_INT_SAMPLER_2D: 0x8dd2,
  VERTEX_SHADER: 0x8b31,
};

const NAMED = /(?<![#.\w])gl\.([A-Z][A-Z0-9_]+)\b/g;

/** @param {string} code */
export const inlineConstants = (code) =>
  code.replace(NAMED, (text, name) => (Object.hasOwn(GL_CONSTANTS, name) ? String(GL_CONSTANTS[name]) : text));

/** @returns {import('vite').Plugin} */
export function inlineGlConstants() {
  return {
    name: 'reslice-inline-gl-constants',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) =>
      /\/src\/sampler\/gpu\/[\w-]+\.ts$/.test(id) ? { code: inlineConstants(code), map: null } : null,
  };
}
