/** Stored value -> modality value. Twin: shaders/lib/rescale.glsl. Source: DICOM PS3.3 C.11.1.1.2 */
export const rescale = (storedValue: number, slope: number, intercept: number): number =>
  storedValue * slope + intercept;
