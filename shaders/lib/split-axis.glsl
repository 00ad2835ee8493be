// A place along one axis of stack space as (whole, part), part in [0, 1], from a pixel and an affine function in two halves.
// The high halves are multiples of 2^-10, so their products with pixel indices and their sum are exact in float32.
// Twin: src/sampler/cpu/split-axis.ts
vec2 splitAxis(vec3 hi, vec3 lo, vec2 pixel, vec2 shift) {
  float high = hi.x * pixel.x + hi.y * pixel.y + hi.z - shift.x;
  float whole = floor(high);
  float part = (high - whole) + (lo.x * pixel.x + lo.y * pixel.y + lo.z - shift.y);
  float carry = floor(part);
  return vec2(whole + carry, part - carry);
}
