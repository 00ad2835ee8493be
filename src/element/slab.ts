// What the slab of a mode without a thickness measures.

/** mm, as the input's first slab. */
export const FIRST_SLAB = 10;
