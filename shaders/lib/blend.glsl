// The weighted mean of two (mean, weight). Twin: src/sampler/cpu/blend.ts#blend
vec2 blend(vec2 a, vec2 b, float t) {
  float weight = (1.0 - t) * a.y + t * b.y;
  if (weight <= 0.0) return vec2(0.0);
  return vec2(a.x + (t * b.y / weight) * (b.x - a.x), weight);
}
