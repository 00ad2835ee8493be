// VOI LUT Function LINEAR. Twin: src/voi/grey-linear.ts. Source: DICOM PS3.3 C.11.2.1.2.1
float greyLinear(float modalityValue, float windowCenter, float windowWidth) {
  float center = windowCenter - 0.5;
  float width = windowWidth - 1.0;
  if (modalityValue <= center - width / 2.0) return 0.0;
  if (modalityValue > center + width / 2.0) return 1.0;
  return (modalityValue - center) / width + 0.5;
}
