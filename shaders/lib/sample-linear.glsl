// The linear kernel: (mean of eight taps, weight of those that are there). Twin: src/sampler/cpu/sample-linear.ts
vec2 sampleLinear(vec3 bracket, vec2 pixel) {
  int k = int(bracket.x);
  vec4 shift = sliceShift(k);
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  vec2 lower = sampleSlice(k, column, row);
#ifdef ONE_SLICE
  return lower;
#else
  int next = min(k + 1, u_size.z - 1);
#if defined(PARALLEL) || defined(SHIFT_STEP) || defined(SHIFT_TABLE)
  shift = sliceShift(next);
  column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  vec2 upper = sampleSlice(next, column, row);
  return blend(lower, upper, bracket.y);
#else
  // One foot serves both slices.
  if (lower.y <= 0.0 && !inSlice(column.x, column.y, float(u_size.x))) return vec2(0.0);
  vec2 upper = sampleSlice(next, column, row);
#ifdef PADDING
  return blend(lower, upper, bracket.y);
#else
  return vec2(lerp(lower.x, upper.x, bracket.y), lower.y);
#endif
#endif
#endif
}
