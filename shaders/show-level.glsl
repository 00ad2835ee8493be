// The way from a value to the screen, which ends every program that shows one. What it needs of it a program says by its defines.
#include "lib/grey-linear.glsl"
#include "lib/grey-linear-exact.glsl" if VOI_LINEAR_EXACT
#include "lib/grey-sigmoid.glsl" if VOI_SIGMOID
#include "lib/grey-lut.glsl" if VOI_LUT
#include "lib/to-level.glsl"
#include "lib/color-of.glsl" if COLORMAP

#ifndef VOI_LUT
uniform float u_windowWidth;
#endif
uniform float u_inverse;
out vec4 color;

void showLevel(float value, float weight) {
#if defined(VOI_LUT)
  float grey = greyLut(value);
#elif defined(VOI_SIGMOID)
  float grey = greySigmoid(value, 0.0, u_windowWidth);
#elif defined(VOI_LINEAR_EXACT)
  float grey = greyLinearExact(value, 0.0, u_windowWidth);
#else
  float grey = greyLinear(value, 0.0, u_windowWidth);
#endif
  float level = toLevel(grey, u_inverse);
#ifdef COLORMAP
  vec3 shown = colorOf(level);
#else
  // The framebuffer rounds to the level again: 1/255 in float32 is off by far less than half a level.
  vec3 shown = vec3(level * (1.0 / 255.0));
#endif
  color = vec4(weight >= LEAST_WEIGHT ? shown : vec3(0.0), 1.0);
}
