// Every texture here is fetched from, texel by texel.

/**
 * A new texture, bound to `target`, still without storage. An integer texture left on a linear filter is incomplete: it reads as 0 and
 * raises no error.
 */
export function nearestTexture(gl: WebGL2RenderingContext, target: GLenum): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(target, texture);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(target, filter, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R])
    gl.texParameteri(target, wrap, gl.CLAMP_TO_EDGE);
  return texture;
}
