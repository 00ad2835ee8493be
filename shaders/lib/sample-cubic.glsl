// One slice's share of a cubic sample: (mean of 4 × 4 taps around the foot, 1), or (0, 0) where a tap that has weight is missing.
// The mean is in what sampleSlice's is in. Twin: src/sampler/cpu/sample-cubic.ts#sampleCubicSlice
vec2 sampleCubicSlice(int k, vec3 pixel) {
  vec4 shift = sliceShift(k);
  vec2 column = settle(splitAxis(u_columnHi, u_columnLo, pixel, shift.xy));
  vec2 row = settle(splitAxis(u_rowHi, u_rowLo, pixel, shift.zw));
  ivec2 foot = ivec2(column.x, row.x);
  // On a pixel's centre that pixel alone has weight along the axis.
  bvec2 between = notEqual(vec2(column.y, row.y), vec2(0.0));
  ivec2 low = foot - ivec2(between);
  ivec2 high = foot + 2 * ivec2(between);
  if (any(lessThan(low, ivec2(0))) || any(greaterThanEqual(high, u_size.xy))) return vec2(0.0);
  vec3 own = rescaleOf(k);
#ifdef PADDING
  TEXEL2 padding = paddingOf(k);
#endif
  vec3 across = cubicWeights(column.y, vec2(0.5));
  vec4 lines;
  for (int r = 0; r < 4; r++) {
    vec4 line;
    for (int c = 0; c < 4; c++) {
      // Taps without weight are stood in for by those with.
      TEXEL texel = fetchTexel(ivec3(clamp(foot + ivec2(c, r) - 1, low, high), k));
#ifdef PADDING
      if (tapOf(texel, texel, padding).y == 0.0) return vec2(0.0);
#endif
      line[c] = float(texel - TEXEL(own.x));
    }
    lines[r] = cubicMean(line, across);
  }
  float mean = cubicMean(lines, cubicWeights(row.y, vec2(0.5)));
#ifdef RESCALE_TABLE
  mean = rescale(mean, own.y, own.z);
#endif
  return vec2(mean, 1.0);
}

// The cubic kernel: (value, weight), sampleLinear's where a tap that has weight is missing.
// Twin: src/sampler/cpu/sample-cubic.ts#sampleCubic
vec2 sampleCubic(vec2 bracket, bool inside, vec3 pixel) {
  int last = u_size.z - 1;
  vec2 at = settle(bracket);
  int k = int(at.x);
  float t = at.y;
  // Beyond an end slice, and on a slice, one alone has weight.
  if (k < 0) k = 0, t = 0.0;
  if (k >= last) k = last, t = 0.0;
  bool ended = t != 0.0 && (k < 1 || k + 2 > last);
  vec2 value = inside && !ended ? sampleCubicSlice(k, pixel) : vec2(0.0);
  if (t != 0.0 && value.y > 0.0) {
    vec2 before = sampleCubicSlice(k - 1, pixel);
    vec2 after = sampleCubicSlice(k + 1, pixel);
    vec2 beyond = sampleCubicSlice(k + 2, pixel);
    value.x = cubicMean(vec4(before.x, value.x, after.x, beyond.x), cubicWeights(t, gapShares(k)));
    value.y = before.y * after.y * beyond.y;
  }
  return value.y > 0.0 ? value : sampleLinear(bracket, inside, pixel);
}
