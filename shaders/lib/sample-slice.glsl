// One slice's share of a linear sample: (bilinear mean, weight of the taps that are there), for a foot inside the slice.
// The mean is a modality value where every slice has its own rescale, else recentred texels.
// taps are those of the column (xy) and the row (zw), parts how far the foot is from the first to the second of each.
// Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
vec2 sampleSlice(int k, ivec4 taps, vec2 parts) {
  vec3 own = rescaleOf(k);
  TEXEL recentre = TEXEL(own.x);
  TEXEL a = fetchTexel(ivec3(taps.xz, k));
  TEXEL b = fetchTexel(ivec3(taps.yz, k));
  TEXEL c = fetchTexel(ivec3(taps.xw, k));
  TEXEL d = fetchTexel(ivec3(taps.yw, k));
#ifdef PADDING
  TEXEL2 padding = paddingOf(k);
  vec2 above = blend(tapOf(a, recentre, padding), tapOf(b, recentre, padding), parts.x);
  vec2 below = blend(tapOf(c, recentre, padding), tapOf(d, recentre, padding), parts.x);
  vec2 mean = blend(above, below, parts.y);
#else
  float above = lerpTexels(a, b, recentre, parts.x);
  float below = lerpTexels(c, d, recentre, parts.x);
  vec2 mean = vec2(lerp(above, below, parts.y), 1.0);
#endif
#ifdef RESCALE_TABLE
  mean.x = rescale(mean.x, own.y, own.z);
#endif
  return mean;
}
