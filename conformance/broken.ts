// Shaders that are wrong on purpose, by name: a suite that cannot fail proves nothing. Each is a name for #ifdef, or a macro.

export const BROKEN: Readonly<Record<string, readonly string[]>> = {
  /** One float32 matrix in place of coordinates in two halves. */
  split: ['SPLIT_OFF'],
  /** Half a pixel off: what a texture's own coordinates would give. */
  floor: ['floor round'],
  /** Cell and slice edges by the wrong rounding. */
  ceil: ['floor ceil'],
};
