// The stack as the GPU holds it. Names of the slice table's rows are gpu/slice-texture.ts's.
#define SLICE_BIN 0
#define SLICE_PLACE 1
#define SLICE_SHIFT 2
#define SLICE_RESCALE 3
#define SLICE_PADDING 4

#if defined(SHEET_COLUMN) || defined(SHEET_ROW)
#define SHEET
#endif
// A sheet holds weights where padding, or a slice of its own origin, can leave some of it out.
#if defined(SHEET) && (defined(PADDING) || defined(SHIFT_STEP) || defined(SHIFT_TABLE))
#define SHEET_WEIGHTS
#endif

uniform VOLUME u_volume;
// RGBA32F, one column a slice (or a bin, row 0).
uniform sampler2D u_slices;
uniform ivec3 u_size;
// Pixel -> stack space (per i, per j, origin, per sample of a slab), each axis split into multiples of 2^-10 and the rest (gpu/uniforms.ts).
uniform vec4 u_columnHi;
uniform vec4 u_columnLo;
uniform vec4 u_rowHi;
uniform vec4 u_rowLo;
// What is taken from a texel before it goes into a sheet; and the sheet's place along its fixed axis, (whole, part).
uniform int u_sheetRecentre;
uniform vec2 u_sheetAt;
