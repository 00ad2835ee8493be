// VOI LUT Function LINEAR_EXACT. Twin: src/voi/grey-linear-exact.ts#greyLinearExact. Source: DICOM PS3.3 C.11.2.1.3.2
float greyLinearExact(float modalityValue, float windowCenter, float windowWidth) {
  float between = (modalityValue - windowCenter) / windowWidth + 0.5;
  return modalityValue <= windowCenter - windowWidth / 2.0 ? 0.0 : min(between, 1.0);
}
