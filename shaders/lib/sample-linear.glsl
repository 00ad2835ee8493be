// The linear kernel: (mean of eight taps, weight of those that are there). Twin: src/sampler/cpu/sample-linear.ts#sampleLinear
#if defined(SHIFT_STEP) || defined(SHIFT_TABLE) || (defined(PARALLEL) && !defined(ONE_SLICE))
#define OWN_FEET
#endif

#ifdef OWN_FEET
// One slice's share at its own foot; (0, 0) where that is outside. Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
vec2 sampleFoot(int k, vec2 pixel) {
  vec4 shift = sliceShift(k);
#if defined(SHEET_COLUMN)
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  if (!inSlice(row.x + row.y, u_end.y)) return vec2(0.0);
  return sampleSheet(k, row, u_size.y);
#elif defined(SHEET_ROW)
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  if (!inSlice(column.x + column.y, u_end.x)) return vec2(0.0);
  return sampleSheet(k, column, u_size.x);
#else
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel, shift.xy);
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel, shift.zw);
  if (!inSlice(column.x + column.y, u_end.x) || !inSlice(row.x + row.y, u_end.y)) return vec2(0.0);
  return sampleSlice(k, column, row);
#endif
}
#endif

vec2 sampleLinear(vec3 bracket, vec2 pixel) {
  int k = max(int(bracket.x), 0);
  int next = min(int(bracket.x) + 1, u_size.z - 1);
#if defined(OWN_FEET)
  if (bracket.z < 0.5) return vec2(0.0);
  return blend(sampleFoot(k, pixel), sampleFoot(next, pixel), bracket.y);
#else
  // One foot serves both slices: one test, and no branch after it.
  bool inside = bracket.z > 0.5;
#ifndef SHEET_COLUMN
  vec2 column = splitAxis(u_columnHi, u_columnLo, pixel);
  inside = inside && inSlice(column.x + column.y, u_end.x);
#endif
#ifndef SHEET_ROW
  vec2 row = splitAxis(u_rowHi, u_rowLo, pixel);
  inside = inside && inSlice(row.x + row.y, u_end.y);
#endif
  if (!inside) return vec2(0.0);
#if defined(ONE_SLICE)
  return sampleSlice(k, column, row);
#else
#if defined(SHEET_COLUMN)
  vec2 lower = sampleSheet(k, row, u_size.y);
  vec2 upper = sampleSheet(next, row, u_size.y);
#elif defined(SHEET_ROW)
  vec2 lower = sampleSheet(k, column, u_size.x);
  vec2 upper = sampleSheet(next, column, u_size.x);
#else
  vec2 lower = sampleSlice(k, column, row);
  vec2 upper = sampleSlice(next, column, row);
#endif
#if defined(PADDING) || defined(SHEET_WEIGHTS)
  return blend(lower, upper, bracket.y);
#else
  return vec2(lerp(lower.x, upper.x, bracket.y), 1.0);
#endif
#endif
#endif
}
