// A place along one axis of stack space as (whole, part), part in [0, 1], from a pixel and an affine function in two halves.
// The high halves are multiples of 2^-10, so their products with pixel indices and their sum are exact in float32.
// Twin: src/sampler/cpu/split-axis.ts#splitAxis
vec2 splitAxis(vec3 hi, vec3 lo, vec2 pixel) {
#ifdef SPLIT_OFF
  // One float32 matrix, for the test that shows why there are two (test/gpu/split.test.ts).
  float at = dot(hi + lo, vec3(pixel, 1.0));
  return vec2(floor(at), at - floor(at));
#endif
  float high = hi.x * pixel.x + hi.y * pixel.y + hi.z;
  float whole = floor(high);
  float part = (high - whole) + (lo.x * pixel.x + lo.y * pixel.y + lo.z);
  float carry = floor(part);
  return vec2(whole + carry, part - carry);
}

// The same in the grid of a slice whose own origin lies at `shift`, in the same two halves.
vec2 splitAxis(vec3 hi, vec3 lo, vec2 pixel, vec2 shift) {
  return splitAxis(vec3(hi.xy, hi.z - shift.x), vec3(lo.xy, lo.z - shift.y), pixel);
}
