#include "head.glsl"
// The voxel plane at a constant column (or row), once, at its own grid: x is the other in-plane index, y the slice.
// The picture then needs 4 neighbouring fetches a pixel where the volume would need 8 scattered ones.
#include "stack.glsl"
#include "lib/fetch-texel.glsl"
#include "lib/lerp.glsl"
#include "lib/lerp-texels.glsl"
#include "lib/blend.glsl"
#include "lib/tap-of.glsl"
#include "lib/in-slice.glsl"
#include "lib/taps-of.glsl"
#include "lib/split-axis.glsl"
#include "lib/slice-shift.glsl"

#ifdef SHEET_WEIGHTS
out uvec2 texel;
#else
out uint texel;
#endif

void main() {
  ivec2 cell = ivec2(gl_FragCoord.xy);
#ifdef SHEET_COLUMN
  int count = u_size.x;
#else
  int count = u_size.y;
#endif
#if defined(SHIFT_STEP) || defined(SHIFT_TABLE)
  vec4 shift = sliceShift(cell.y);
#ifdef SHEET_COLUMN
  vec2 fixedAt = splitAxis(u_columnHi, u_columnLo, vec3(0.0), shift.xy);
#else
  vec2 fixedAt = splitAxis(u_rowHi, u_rowLo, vec3(0.0), shift.zw);
#endif
#else
  vec2 fixedAt = u_sheetAt;
#endif
  ivec2 taps = tapsOf(fixedAt.x, count);
#ifdef SHEET_COLUMN
  TEXEL a = fetchTexel(ivec3(taps.x, cell.x, cell.y));
  TEXEL b = fetchTexel(ivec3(taps.y, cell.x, cell.y));
#else
  TEXEL a = fetchTexel(ivec3(cell.x, taps.x, cell.y));
  TEXEL b = fetchTexel(ivec3(cell.x, taps.y, cell.y));
#endif
#ifdef SHEET_WEIGHTS
#ifdef PADDING
  TEXEL2 padding = paddingOf(cell.y);
  vec2 low = tapOf(a, TEXEL(u_sheetRecentre), padding);
  vec2 high = tapOf(b, TEXEL(u_sheetRecentre), padding);
#else
  vec2 low = vec2(a - TEXEL(u_sheetRecentre), 1.0);
  vec2 high = vec2(b - TEXEL(u_sheetRecentre), 1.0);
#endif
  bool inside = inSlice(fixedAt, count);
  texel = floatBitsToUint(inside ? blend(low, high, fixedAt.y) : vec2(0.0));
#else
  texel = floatBitsToUint(lerpTexels(a, b, TEXEL(u_sheetRecentre), fixedAt.y));
#endif
}
