#include "lib/tie.glsl"
// The index nearest to at = (whole, part), ties to the higher, clamped. Twin: src/sampler/cpu/nearest-index.ts#nearestIndex
int nearestIndex(vec2 at, int count) {
  int index = int(at.x) + (at.y >= 0.5 - TIE ? 1 : 0);
  return clamp(index, 0, count - 1);
}
