import { expect, test } from 'vitest';

// No context is a failure here, never a skip: without one nothing of the GPU has been tested.
test('a WebGL2 context with 3D integer textures', () => {
  const gl = document.createElement('canvas').getContext('webgl2');
  expect(gl).not.toBeNull();
  expect(gl!.getParameter(gl!.MAX_3D_TEXTURE_SIZE)).toBeGreaterThanOrEqual(256);
  const texture = gl!.createTexture();
  gl!.bindTexture(gl!.TEXTURE_3D, texture);
  gl!.texStorage3D(gl!.TEXTURE_3D, 1, gl!.R16I, 4, 4, 4);
  expect(gl!.getError()).toBe(gl!.NO_ERROR);
});
