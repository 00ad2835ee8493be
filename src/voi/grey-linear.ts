/**
 * VOI LUT Function LINEAR: modality value -> grey, 0 to 1.
 * @param windowWidth  at least 1; exactly 1 is a step at windowCenter − 0.5
 * Twin: shaders/lib/grey-linear.glsl. Source: DICOM PS3.3 C.11.2.1.2.1
 */
export function greyLinear(modalityValue: number, windowCenter: number, windowWidth: number): number {
  const center = windowCenter - 0.5;
  const width = windowWidth - 1;
  if (modalityValue <= center - width / 2) return 0;
  if (modalityValue > center + width / 2) return 1;
  return (modalityValue - center) / width + 0.5;
}
