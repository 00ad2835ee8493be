/**
 * VOI LUT Function LINEAR_EXACT: modality value -> grey, 0 to 1.
 * @param windowWidth  above 0
 * Twin: shaders/lib/grey-linear-exact.glsl. Source: DICOM PS3.3 C.11.2.1.3.2
 */
export function greyLinearExact(modalityValue: number, windowCenter: number, windowWidth: number): number {
  if (modalityValue <= windowCenter - windowWidth / 2) return 0;
  if (modalityValue > windowCenter + windowWidth / 2) return 1;
  return (modalityValue - windowCenter) / windowWidth + 0.5;
}
