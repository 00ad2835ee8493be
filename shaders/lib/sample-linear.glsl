// The linear kernel: (mean of eight taps, weight of those that are there). Twin: src/sampler/cpu/sample-linear.ts#sampleLinear
#if defined(SHIFT_STEP) || defined(SHIFT_TABLE) || (defined(PARALLEL) && !defined(ONE_SLICE))
#define OWN_FEET
#endif

// Below, tests are made first and joined after: a call behind && would be a branch.
#ifdef OWN_FEET
// One slice's share at its own foot; (0, 0) where that is outside. Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
vec2 sampleFoot(int k, vec3 pixel) {
  vec4 shift = sliceShift(k);
#if defined(SHEET_COLUMN)
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  if (!inSlice(row, u_size.y)) return vec2(0.0);
  return sampleSheet(k, tapsOf(row.x, u_size.y), row.y);
#elif defined(SHEET_ROW)
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  if (!inSlice(column, u_size.x)) return vec2(0.0);
  return sampleSheet(k, tapsOf(column.x, u_size.x), column.y);
#else
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  bool inColumns = inSlice(column, u_size.x);
  bool inRows = inSlice(row, u_size.y);
  if (!(inColumns && inRows)) return vec2(0.0);
  return sampleSlice(k, ivec4(tapsOf(column.x, u_size.x), tapsOf(row.x, u_size.y)), vec2(column.y, row.y));
#endif
}
#endif

vec2 sampleLinear(vec2 bracket, bool inside, vec3 pixel) {
#if defined(OWN_FEET)
  if (!inside) return vec2(0.0);
  ivec2 slices = tapsOf(bracket.x, u_size.z);
  return blend(sampleFoot(slices.x, pixel), sampleFoot(slices.y, pixel), bracket.y);
#else
  // One foot serves both slices: one test, and no branch after it.
#ifndef SHEET_COLUMN
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel);
  bool inColumns = inSlice(column, u_size.x);
  inside = inside && inColumns;
#endif
#ifndef SHEET_ROW
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel);
  bool inRows = inSlice(row, u_size.y);
  inside = inside && inRows;
#endif
  if (!inside) return vec2(0.0);
  ivec2 slices = tapsOf(bracket.x, u_size.z);
#if defined(SHEET_COLUMN)
  ivec2 taps = tapsOf(row.x, u_size.y);
  vec2 lower = sampleSheet(slices.x, taps, row.y);
  vec2 upper = sampleSheet(slices.y, taps, row.y);
#elif defined(SHEET_ROW)
  ivec2 taps = tapsOf(column.x, u_size.x);
  vec2 lower = sampleSheet(slices.x, taps, column.y);
  vec2 upper = sampleSheet(slices.y, taps, column.y);
#else
  ivec4 taps = ivec4(tapsOf(column.x, u_size.x), tapsOf(row.x, u_size.y));
  vec2 parts = vec2(column.y, row.y);
  vec2 lower = sampleSlice(slices.x, taps, parts);
#ifdef ONE_SLICE
  return lower;
#endif
  vec2 upper = sampleSlice(slices.y, taps, parts);
#endif
#if defined(PADDING) || defined(SHEET_WEIGHTS)
  return blend(lower, upper, bracket.y);
#else
  return vec2(lerp(lower.x, upper.x, bracket.y), 1.0);
#endif
#endif
}
