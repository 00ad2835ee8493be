#include "head.glsl"
// Pixel -> modality value (less what JavaScript folded into the bias) and coverage, for readback and for re-windowing.
#include "sample-plane.glsl"

out uvec2 valueAndCoverage;

void main() {
  vec2 value = samplePlane(floor(gl_FragCoord.xy));
  valueAndCoverage = floatBitsToUint(value.y >= LEAST_WEIGHT ? vec2(value.x, 1.0) : vec2(0.0));
}
