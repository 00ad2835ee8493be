// The index nearest to whole + part, ties to the higher, clamped. Twin: src/sampler/cpu/nearest-index.ts#nearestIndex
int nearestIndex(float whole, float part, int count) {
  int index = int(whole) + (part >= 0.5 ? 1 : 0);
  return clamp(index, 0, count - 1);
}
