// A place along one axis of stack space as (whole, part), part in [0, 1], from a pixel (i, j, sample of the slab) and an affine
// function (per i, per j, origin, per sample) in two halves. The high ones are multiples of 2^-10, so their products with indices
// and their sum are exact in float32.
// Twin: src/sampler/cpu/split-axis.ts#splitAxis
vec2 splitAxis(vec4 hi, vec4 lo, vec3 pixel) {
#ifdef SPLIT_OFF
  // One float32 matrix, for the test that shows why there are two (test/gpu/split.test.ts).
  float at = dot((hi + lo).xyz, vec3(pixel.xy, 1.0));
  return vec2(floor(at), at - floor(at));
#endif
  float high = hi.x * pixel.x + hi.y * pixel.y + hi.z;
  float low = lo.x * pixel.x + lo.y * pixel.y + lo.z;
#ifdef SLAB
  high += hi.w * pixel.z;
  low += lo.w * pixel.z;
#endif
  float whole = floor(high);
  float part = (high - whole) + low;
  float carry = floor(part);
  return vec2(whole + carry, part - carry);
}

// The same in the grid of a slice whose own origin lies at `shift`, in the same two halves.
vec2 splitAxis(vec4 hi, vec4 lo, vec3 pixel, vec2 shift) {
  return splitAxis(vec4(hi.xy, hi.z - shift.x, hi.w), vec4(lo.xy, lo.z - shift.y, lo.w), pixel);
}
