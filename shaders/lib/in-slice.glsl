// Whether whole + part lies on the grid, half a pixel around it included. Twin: src/sampler/cpu/in-slice.ts
bool inSlice(float whole, float part, float count) {
  bool notBefore = whole >= 0.0 || (whole == -1.0 && part >= 0.5);
  bool notAfter = whole < count - 1.0 || (whole == count - 1.0 && part <= 0.5);
  return notBefore && notAfter;
}
