// A tap, and whether it is there: (texel - recentre, 1), or (0, 0) for padding and for what was no finite number.
// Twin: src/sampler/cpu/sample-slice.ts#tapOf
#ifdef PADDING
vec2 tapOf(TEXEL texel, TEXEL recentre, TEXEL2 padding) {
  bool there = texel < padding.x || texel > padding.y;
#ifdef VOLUME_FLOAT
  there = there && texel < NO_NUMBER;
#endif
  return there ? vec2(float(texel - recentre), 1.0) : vec2(0.0);
}

// What is padding in slice k, as texels: low above high for none. Twin: src/sampler/gpu/slice-texture.ts#paddingOf
TEXEL2 paddingOf(int k) {
#ifdef PADDING_KEPT
  return TEXEL2(1, 0);
#else
  return TEXEL2(texelFetch(u_slices, ivec2(k, SLICE_PADDING), 0).xy);
#endif
}
#endif
