// VOI LUT Function SIGMOID. Twin: src/voi/grey-sigmoid.ts#greySigmoid. Source: DICOM PS3.3 C.11.2.1.3.1
float greySigmoid(float modalityValue, float windowCenter, float windowWidth) {
  // The least width of float64 is 0 in float32; exp of more than 88 is no number there.
  float steps = -4.0 * (modalityValue - windowCenter) / max(windowWidth, 1e-30);
  return 1.0 / (1.0 + exp(min(steps, 80.0)));
}
