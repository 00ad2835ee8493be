// Whether a place along an axis lies on the grid, half a pixel around the outer pixel centres included. end is the far edge,
// half a pixel beyond the last centre. Twin: src/sampler/cpu/in-slice.ts#inSlice
bool inSlice(float at, float end) {
  return at >= -0.5 && at <= end;
}
