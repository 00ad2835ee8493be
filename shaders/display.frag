#include "head.glsl"
// Pixel -> stack space -> modality value -> grey -> level.
// Values are relative to the window's center, which JavaScript folded into each slice's bias in float64: hence center 0 below.
#include "sample-plane.glsl"
#include "show-level.glsl"

void main() {
  vec2 value = samplePlane(floor(gl_FragCoord.xy));
  showLevel(value.x, value.y);
}
