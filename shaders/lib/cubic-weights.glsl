// Weights of the first, third and fourth of four taps for a place at share t of the way from the second to the third; the second has
// the rest. shares: what that way is of the one from the first to the third, and from the second to the fourth; halves are Catmull-Rom.
// Twin: src/sampler/cpu/cubic-weights.ts#cubicWeights
vec3 cubicWeights(float t, vec2 shares) {
  float left = shares.x * t * (1.0 - t) * (1.0 - t);
  return vec3(-left, left + t * t * (3.0 - 2.0 * t), -shares.y * t * t * (1.0 - t));
}

// The mean by these weights: exactly the second where t is 0 or all are equal. Twin: src/sampler/cpu/cubic-weights.ts#cubicMean
float cubicMean(vec4 taps, vec3 weights) {
  return taps.y + dot(weights, taps.xzw - taps.y);
}
