// `reslice/compare`: two pictures of the same plane, in numbers and as a picture. Needs no browser.
export type { PlanePixels, PlaneSize } from '../compare/check-planes.ts';
export {
  type CompareOptions,
  comparePlanes,
  type PlaneComparison,
  type WorstPixel,
} from '../compare/compare-planes.ts';
export { type DifferenceOptions, differenceColor, differencePicture } from '../compare/difference-picture.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
