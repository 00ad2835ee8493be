// The whole way of one pixel to its value: where between the slices, the feet in them, the kernel.
#include "stack.glsl"
#include "lib/fetch-texel.glsl"
#include "lib/lerp.glsl"
#include "lib/lerp-texels.glsl"
#include "lib/blend.glsl"
#include "lib/least-weight.glsl"
#include "lib/in-slice.glsl"
#include "lib/nearest-index.glsl"
#include "lib/taps-of.glsl"
#include "lib/split-axis.glsl"
#include "lib/slice-shift.glsl"
#include "lib/find-slice.glsl"
#include "lib/rescale.glsl"
#include "lib/tap-of.glsl"
#include "lib/sample-slice.glsl"
#include "lib/sample-sheet.glsl"
#include "lib/sample-linear.glsl"
#include "lib/sample-nearest.glsl"
#include "lib/settle.glsl" if KERNEL_CUBIC
#include "lib/cubic-weights.glsl" if KERNEL_CUBIC
#include "lib/gap-shares.glsl" if KERNEL_CUBIC
#include "lib/sample-cubic.glsl" if KERNEL_CUBIC

// One sample, (value, weight); outside where the weight is below LEAST_WEIGHT.
vec2 samplePoint(vec3 pixel) {
  bool inside;
  vec2 bracket = findSlice(pixel, inside);
#ifdef KERNEL_NEAREST
  return sampleNearest(bracket, inside, pixel);
#else
#ifdef KERNEL_CUBIC
  vec2 value = sampleCubic(bracket, inside, pixel);
#else
  vec2 value = sampleLinear(bracket, inside, pixel);
#endif
#ifndef RESCALE_TABLE
  vec3 own = u_rescale;
#ifdef SHEET
  value.x -= own.x;
#endif
  value.x = rescale(value.x, own.y, own.z);
#endif
  return value;
#endif
}

#include "lib/add-sample.glsl" if SLAB
#include "sample-slab.glsl" if SLAB

// (value, weight) of a pixel.
vec2 samplePlane(vec2 pixel) {
#ifdef SLAB
  return sampleSlab(pixel);
#else
  return samplePoint(vec3(pixel, 0.0));
#endif
}
