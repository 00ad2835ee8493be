#include "head.glsl"
// The picture again from values sampled before: a window drag changes no sample.
#include "lib/least-weight.glsl"
#include "show-level.glsl"

uniform usampler2D u_values;
uniform float u_shift;

void main() {
  vec2 value = uintBitsToFloat(texelFetch(u_values, ivec2(gl_FragCoord.xy), 0).xy);
  showLevel(value.x + u_shift, value.y);
}
