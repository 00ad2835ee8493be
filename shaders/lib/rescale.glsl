// A slice's rescale: value = (texel − recentre)·slope + bias. Recentring keeps the subtraction in integers; slope, intercept,
// texel shift and window center are folded in float64 . Twin: src/sampler/gpu/rescale-of.ts#rescaleOf
#ifdef RESCALE_TABLE
// (recentre, slope, bias)
vec3 rescaleOf(int k) {
  return texelFetch(u_slices, ivec2(k, SLICE_RESCALE), 0).xyz;
}
#else
uniform vec3 u_rescale;

vec3 rescaleOf(int k) {
  return u_rescale;
}
#endif

// Where every slice has its own rescale it is applied before slices are blended, else once at the end. Twin: src/voi/rescale.ts#rescale
float rescale(float recentred, float slope, float bias) {
  return recentred * slope + bias;
}
