// The same between two texels, recentred: their difference is an integer, so nothing rounds before the weight.
// Twin: src/sampler/cpu/lerp.ts#lerpTexels
float lerpTexels(TEXEL a, TEXEL b, TEXEL recentre, float t) {
  return float(a - recentre) + t * float(b - a);
}
