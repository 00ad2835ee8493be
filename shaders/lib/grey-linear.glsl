// VOI LUT Function LINEAR. Twin: src/voi/grey-linear.ts#greyLinear. Source: DICOM PS3.3 C.11.2.1.2.1
float greyLinear(float modalityValue, float windowCenter, float windowWidth) {
  float center = windowCenter - 0.5;
  float width = windowWidth - 1.0;
  // At width 1 the quotient is huge, never 0/0, and the step is whole.
  float between = (modalityValue - center) / max(width, 1e-30) + 0.5;
  return modalityValue <= center - width / 2.0 ? 0.0 : min(between, 1.0);
}
