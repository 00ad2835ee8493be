// `reslice/matchers`: pictures of planes held to goldens and to the reference, in Vitest, Jest and Playwright. Needs Node.
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export type { ActualPlane, DrawnPlane } from '../regression/actual-plane.ts';
export {
  type ChannelComparison,
  comparePictures,
  type PictureCompareOptions,
  type PictureComparison,
} from '../regression/compare-pictures.ts';
export { drawDescription } from '../regression/draw-description.ts';
export { type Golden, type GoldenSource, writeGolden } from '../regression/golden.ts';
export type { MatchOptions } from '../regression/judge.ts';
export { type MatcherContext, type MatcherResult, type PlaneMatchers, planeMatchers } from '../regression/matchers.ts';
export type { Channel, ChannelName, Picture } from '../regression/picture.ts';
export {
  describePlane,
  type PictureKind,
  type PlaneDescription,
  type PlaneRequest,
} from '../regression/plane-description.ts';
export { readPicture } from '../regression/read-picture.ts';
export { type GoldenToRedraw, openGolden, type Redrawn, redrawGolden } from '../regression/redraw-golden.ts';
export type { ReportedComparison } from '../regression/report/report-entry.ts';
export { appendToReport, clearReport } from '../regression/report/report-file.ts';
export { volumeHash } from '../regression/volume-identity.ts';
