/**
 * How near to a place where the picture jumps, in pixels or gaps between slices, counts as that place: midway between two pixels or
 * two slices, and at the grid's edge. Such places are common (a slice at twice its size), and rounding must not choose there.
 * Far more than float32 is off by, far less than anyone can see, and exact in both. Twin: shaders/lib/tie.glsl. Source: docs/sampling.md
 */
export const TIE = 2 ** -17;
