#version 300 es
// One triangle that covers the viewport; every number of the picture comes from gl_FragCoord, never from a varying.
void main() {
  // (-1, -1), (3, -1), (-1, 3)
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
  // On the far plane, which is still inside; nothing has a depth.
  gl_Position = vec4(corner, vec2(1.0));
}
