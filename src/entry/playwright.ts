// `reslice/playwright`: what a page's elements show, for the matchers of `reslice/matchers`. Needs Node; imports nothing of Playwright.
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export {
  type CapturedPane,
  type CaptureOptions,
  capturePane,
  type ElementPlace,
} from '../regression/capture-pane.ts';
