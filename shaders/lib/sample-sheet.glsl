// The same from a sheet (sheet.frag): along its fixed axis the taps are weighted already, what is left is the other one.
// Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
#ifdef SHEET
uniform usampler2D u_sheet;

vec2 sampleSheet(int k, ivec2 taps, float part) {
  vec2 low = uintBitsToFloat(texelFetch(u_sheet, ivec2(taps.x, k), 0).xy);
  vec2 high = uintBitsToFloat(texelFetch(u_sheet, ivec2(taps.y, k), 0).xy);
#ifdef SHEET_WEIGHTS
  vec2 mean = blend(low, high, part);
#else
  vec2 mean = vec2(lerp(low.x, high.x, part), 1.0);
#endif
#ifdef RESCALE_TABLE
  vec3 own = rescaleOf(k);
  mean.x = rescale(mean.x - (own.x - float(u_sheetRecentre)), own.y, own.z);
#endif
  return mean;
}
#endif
