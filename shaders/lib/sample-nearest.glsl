// The nearest kernel: (value of the nearest pixel in the nearest slice, 1 or 0). Twin: src/sampler/cpu/sample-nearest.ts#sampleNearest
vec2 sampleNearest(vec2 bracket, bool inside, vec3 pixel) {
  int k = nearestIndex(bracket, u_size.z);
  vec4 shift = sliceShift(k);
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  bool inColumns = inSlice(column, u_size.x);
  bool inRows = inSlice(row, u_size.y);
  if (!(inside && inColumns && inRows)) return vec2(0.0);
  int i = nearestIndex(column, u_size.x);
  int j = nearestIndex(row, u_size.y);
  TEXEL texel = fetchTexel(ivec3(i, j, k));
#ifdef PADDING
  if (tapOf(texel, texel, paddingOf(k)).y == 0.0) return vec2(0.0);
#endif
  vec3 own = rescaleOf(k);
  return vec2(rescale(float(texel - TEXEL(own.x)), own.y, own.z), 1.0);
}
