// The same from a sheet (sheet.frag): along its fixed axis the taps are weighted already, what is left is the other one.
// along is (whole, part). Twin: src/sampler/cpu/sample-slice.ts#sampleSlice
#ifdef SHEET
uniform sampler2D u_sheet;

vec2 sampleSheet(int k, vec2 along, int count) {
  int low = max(int(along.x), 0);
  int high = min(int(along.x) + 1, count - 1);
#ifdef SHEET_WEIGHTS
  vec2 mean = blend(texelFetch(u_sheet, ivec2(low, k), 0).xy, texelFetch(u_sheet, ivec2(high, k), 0).xy, along.y);
#else
  vec2 mean = vec2(lerp(texelFetch(u_sheet, ivec2(low, k), 0).x, texelFetch(u_sheet, ivec2(high, k), 0).x, along.y), 1.0);
#endif
#ifdef RESCALE_TABLE
  vec3 own = rescaleOf(k);
  mean.x = rescale(mean.x - (own.x - float(u_sheetRecentre)), own.y, own.z);
#endif
  return mean;
}
#endif
