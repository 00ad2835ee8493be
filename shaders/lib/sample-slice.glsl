// One slice's share of a linear sample: (bilinear mean in modality values, weight of the taps that are there).
// column and row are (whole, part) in this slice's own grid. Twin: src/sampler/cpu/sample-slice.ts
#if defined(SHEET_COLUMN) || defined(SHEET_ROW)
#define SHEET
uniform sampler2D u_sheet;
#endif

#ifdef PADDING
vec2 tapOf(int texel, int recentre, ivec2 padding) {
  return vec2(float(texel - recentre), texel < padding.x || texel > padding.y);
}
#endif

vec2 sampleSlice(int k, vec2 column, vec2 row) {
  if (!inSlice(column.x, column.y, float(u_size.x)) || !inSlice(row.x, row.y, float(u_size.y))) return vec2(0.0);
  vec3 rescale = rescaleOf(k);
#ifdef SHEET
  // Along the sheet's fixed axis the taps are weighted already; what is left is the other one.
#ifdef SHEET_COLUMN
  vec2 along = row;
  int last = u_size.y - 1;
#else
  vec2 along = column;
  int last = u_size.x - 1;
#endif
  int low = clamp(int(along.x), 0, last);
  int high = clamp(int(along.x) + 1, 0, last);
  float recentre = rescale.x - float(u_sheetRecentre);
#ifdef PADDING
  vec2 mean = blend(texelFetch(u_sheet, ivec2(low, k), 0).xy, texelFetch(u_sheet, ivec2(high, k), 0).xy, along.y);
  return vec2((mean.x - recentre) * rescale.y + rescale.z, mean.y);
#else
  float mean = lerp(texelFetch(u_sheet, ivec2(low, k), 0).x, texelFetch(u_sheet, ivec2(high, k), 0).x, along.y);
  return vec2((mean - recentre) * rescale.y + rescale.z, 1.0);
#endif
#else
  int recentre = int(rescale.x);
  ivec2 lower = ivec2(column.x, row.x);
  ivec2 low = clamp(lower, ivec2(0), u_size.xy - 1);
  ivec2 high = clamp(lower + 1, ivec2(0), u_size.xy - 1);
  int a = texelFetch(u_volume, ivec3(low.x, low.y, k), 0).r;
  int b = texelFetch(u_volume, ivec3(high.x, low.y, k), 0).r;
  int c = texelFetch(u_volume, ivec3(low.x, high.y, k), 0).r;
  int d = texelFetch(u_volume, ivec3(high.x, high.y, k), 0).r;
#ifdef PADDING
  ivec2 padding = ivec2(texelFetch(u_slices, ivec2(k, SLICE_PADDING), 0).xy);
  vec2 above = blend(tapOf(a, recentre, padding), tapOf(b, recentre, padding), column.y);
  vec2 below = blend(tapOf(c, recentre, padding), tapOf(d, recentre, padding), column.y);
  vec2 mean = blend(above, below, row.y);
  return vec2(mean.x * rescale.y + rescale.z, mean.y);
#else
  float above = lerp(float(a - recentre), float(b - recentre), column.y);
  float below = lerp(float(c - recentre), float(d - recentre), column.y);
  return vec2(lerp(above, below, row.y) * rescale.y + rescale.z, 1.0);
#endif
#endif
}
