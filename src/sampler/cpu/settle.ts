import { TIE } from '../../math/tie.ts';

/**
 * A place as whole + part that lies on a pixel or slice where it is within TIE of it: there that one alone has weight.
 * Twin: shaders/lib/settle.glsl
 */
export function settle(whole: number, part: number): readonly [whole: number, part: number] {
  if (part < TIE) return [whole, 0];
  return part > 1 - TIE ? [whole + 1, 0] : [whole, part];
}
