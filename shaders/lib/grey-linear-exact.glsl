// VOI LUT Function LINEAR_EXACT. Twin: src/voi/grey-linear-exact.ts. Source: DICOM PS3.3 C.11.2.1.3.2
float greyLinearExact(float modalityValue, float windowCenter, float windowWidth) {
  if (modalityValue <= windowCenter - windowWidth / 2.0) return 0.0;
  if (modalityValue > windowCenter + windowWidth / 2.0) return 1.0;
  return (modalityValue - windowCenter) / windowWidth + 0.5;
}
