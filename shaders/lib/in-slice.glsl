#include "lib/tie.glsl"
// Whether a place along an axis, at = (whole, part), lies on the grid, half a pixel around the outer pixel centres included.
// The two are not added up, which would round. Twin: src/sampler/cpu/in-slice.ts#inSlice
bool inSlice(vec2 at, int count) {
  float low = at.x + (at.y >= 0.5 - TIE ? 1.0 : 0.0);
  float high = at.x + (at.y > 0.5 + TIE ? 1.0 : 0.0);
  return low >= 0.0 && high < float(count);
}
