/**
 * Grey (0 to 1) -> level (0 to 255).
 * @param inverse  1 where grey runs from white to black (MONOCHROME1 or a host's invert, not both), else 0
 * Twin: shaders/lib/to-level.glsl
 */
export function toLevel(grey: number, inverse: number): number {
  const shown = Math.abs(inverse - grey);
  return Math.floor(shown * 255 + 0.5);
}
