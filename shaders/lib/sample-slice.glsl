// One slice's share of a linear sample: (bilinear mean, weight of the taps that are there), for a foot inside the slice.
// The mean is a modality value where every slice has its own rescale, else recentred texels. column and row are (whole, part) in this slice's own grid. Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
#ifdef PADDING
// A tap and whether it is there. Twin: src/sampler/cpu/sample-slice.ts#tapOf
vec2 tapOf(int texel, int recentre, ivec2 padding) {
  return vec2(float(texel - recentre), texel < padding.x || texel > padding.y);
}
#endif

vec2 sampleSlice(int k, vec2 column, vec2 row) {
  vec3 own = rescaleOf(k);
  int recentre = int(own.x);
  ivec2 lower = ivec2(column.x, row.x);
  // The foot is inside, so only these ends can be beyond the grid.
  ivec2 low = max(lower, 0);
  ivec2 high = min(lower + 1, u_size.xy - 1);
  int a = texelFetch(u_volume, ivec3(low, k), 0).r;
  int b = texelFetch(u_volume, ivec3(high.x, low.y, k), 0).r;
  int c = texelFetch(u_volume, ivec3(low.x, high.y, k), 0).r;
  int d = texelFetch(u_volume, ivec3(high, k), 0).r;
#ifdef PADDING
  ivec2 padding = ivec2(texelFetch(u_slices, ivec2(k, SLICE_PADDING), 0).xy);
  vec2 above = blend(tapOf(a, recentre, padding), tapOf(b, recentre, padding), column.y);
  vec2 below = blend(tapOf(c, recentre, padding), tapOf(d, recentre, padding), column.y);
  vec2 mean = blend(above, below, row.y);
#else
  float above = lerp(float(a - recentre), float(b - recentre), column.y);
  float below = lerp(float(c - recentre), float(d - recentre), column.y);
  vec2 mean = vec2(lerp(above, below, row.y), 1.0);
#endif
#ifdef RESCALE_TABLE
  mean.x = rescale(mean.x, own.y, own.z);
#endif
  return mean;
}
