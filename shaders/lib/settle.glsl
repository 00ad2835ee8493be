#include "lib/tie.glsl"
// A place, at = (whole, part), on a pixel or slice where it is within TIE of it: there that one alone has weight.
// Twin: src/sampler/cpu/settle.ts#settle
vec2 settle(vec2 at) {
  if (at.y < TIE) return vec2(at.x, 0.0);
  return at.y > 1.0 - TIE ? vec2(at.x + 1.0, 0.0) : at;
}
