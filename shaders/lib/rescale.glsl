// (recentre, slope, bias) of a slice: value = (texel − recentre)·slope + bias. Recentring keeps the subtraction in integers;
// slope, intercept, texel shift and window center are folded in float64. Twin: src/sampler/gpu/rescale-of.ts
#ifdef RESCALE_TABLE
vec3 rescaleOf(int k) {
  return texelFetch(u_slices, ivec2(k, SLICE_RESCALE), 0).xyz;
}
#else
uniform vec3 u_rescale;

vec3 rescaleOf(int k) {
  return u_rescale;
}
#endif
