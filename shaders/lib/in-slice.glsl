// Whether a place along an axis lies on the grid, half a pixel around the outer pixel centres included.
// Twin: src/sampler/cpu/in-slice.ts
bool inSlice(float at, float count) {
  return at >= -0.5 && at <= count - 0.5;
}
