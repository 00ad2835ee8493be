// The two taps around a place along an axis, clamped to the grid; the place is on it (inSlice), so each end can only be one
// beyond. Twin: src/sampler/cpu/taps-of.ts#tapsOf
ivec2 tapsOf(float whole, int count) {
  int low = int(whole);
  return ivec2(max(low, 0), min(low + 1, count - 1));
}
