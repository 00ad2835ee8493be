// The way from a value to the screen, which ends every program that shows one.
#include "lib/grey-linear.glsl"
#include "lib/grey-linear-exact.glsl"
#include "lib/to-level.glsl"

uniform float u_windowWidth;
uniform float u_inverse;
out vec4 color;

void showLevel(float value, float weight) {
#ifdef VOI_LINEAR_EXACT
  float grey = greyLinearExact(value, 0.0, u_windowWidth);
#else
  float grey = greyLinear(value, 0.0, u_windowWidth);
#endif
  float level = weight >= LEAST_WEIGHT ? toLevel(grey, u_inverse) : 0.0;
  // The framebuffer rounds to the level again: 1/255 in float32 is off by far less than half a level.
  color = vec4(vec3(level * (1.0 / 255.0)), 1.0);
}
