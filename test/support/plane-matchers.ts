// The matchers of `reslice/matchers` in the words of Vitest.
import type { PlaneMatchers } from '../../src/regression/matchers.ts';

declare module 'vitest' {
  interface Matchers<T> extends PlaneMatchers<T> {}
}
