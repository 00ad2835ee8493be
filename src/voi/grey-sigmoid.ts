/** Beyond this the level has long been 0 or 255; float32 would overflow at 88. */
const FARTHEST = 80;

/**
 * VOI LUT Function SIGMOID: modality value -> grey, 0 to 1: 1 / (1 + exp(−4·(x − c)/w)).
 * @param windowWidth  above 0
 * Twin: shaders/lib/grey-sigmoid.glsl. Source: DICOM PS3.3 C.11.2.1.3.1
 */
export function greySigmoid(modalityValue: number, windowCenter: number, windowWidth: number): number {
  const steps = (-4 * (modalityValue - windowCenter)) / windowWidth;
  return 1 / (1 + Math.exp(Math.min(Math.max(steps, -FARTHEST), FARTHEST)));
}
