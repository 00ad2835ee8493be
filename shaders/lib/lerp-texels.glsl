// The same between two texels, recentred: their difference is an integer, so nothing rounds before the weight.
// Twin: src/sampler/cpu/lerp.ts#lerpTexels
float lerpTexels(int a, int b, int recentre, float t) {
  return float(a - recentre) + t * float(b - a);
}
