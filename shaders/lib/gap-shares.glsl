// What share the gap between the slices k and k + 1 has of the way from k − 1 to k + 1, and of that from k to k + 2.
// Twin: src/sampler/cpu/gap-shares.ts#gapShares
vec2 gapShares(int k) {
#ifdef UNEVEN
  // The table holds 1 / gap.
  float below = texelFetch(u_slices, ivec2(k - 1, SLICE_PLACE), 0).w;
  float here = texelFetch(u_slices, ivec2(k, SLICE_PLACE), 0).w;
  float above = texelFetch(u_slices, ivec2(k + 1, SLICE_PLACE), 0).w;
  return vec2(below, above) / (vec2(below, above) + here);
#else
  return vec2(0.5);
#endif
}
