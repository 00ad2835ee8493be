#include "lib/tie.glsl"
// Between which slices a pixel lies, (k, t), and whether that is inside the stack. At the ends the end slice alone counts, as far as half the adjacent gap:
// then k or k + 1 is no slice, and whoever fetches clamps it to the end. Twin: src/sampler/cpu/find-slice.ts#findSlice
#ifdef PARALLEL
// The whole picture lies between the same slices: found in float64.
uniform vec2 u_bracket;
#elif defined(BRACKETS)
// Each sample of the picture does.
uniform usampler2D u_brackets;
#else
uniform vec4 u_mmHi;
uniform vec4 u_mmLo;
#endif
#ifdef UNEVEN
// Bins of a power of two of the scaled mm, each with the slice at its start: (k, place whole, place part, 1 / gap).
uniform float u_binsPerUnit;
uniform float u_lastBin;
#endif

vec2 findSlice(vec3 pixel, out bool inside) {
#if defined(PARALLEL)
  inside = true;
  return u_bracket;
#elif defined(BRACKETS)
  int n = int(pixel.z);
  vec2 bracket = uintBitsToFloat(texelFetch(u_brackets, ivec2(n % BRACKETS_A_ROW, n / BRACKETS_A_ROW), 0).xy);
  inside = bracket.x >= 0.0;
  return bracket;
#elif defined(UNEVEN)
  vec2 at = splitAxis(u_mmHi, u_mmLo, pixel);
  float lastBracket = float(u_size.z) - 2.0;
  float bin = clamp(floor(at.x * u_binsPerUnit), 0.0, u_lastBin);
  vec4 place = texelFetch(u_slices, ivec2(int(bin), SLICE_BIN), 0);
  float t = ((at.x - place.y) + (at.y - place.z)) * place.w;
  while (t >= 1.0 && place.x < lastBracket) {
    place = texelFetch(u_slices, ivec2(int(place.x) + 1, SLICE_PLACE), 0);
    t = ((at.x - place.y) + (at.y - place.z)) * place.w;
  }
  inside = t >= -0.5 - TIE && t <= 1.5 + TIE;
  return vec2(place.x, clamp(t, 0.0, 1.0));
#else
  // The axis is in steps: a place along it is a slice and a share.
  vec2 at = splitAxis(u_mmHi, u_mmLo, pixel);
  inside = inSlice(at, u_size.z);
  return at;
#endif
}
