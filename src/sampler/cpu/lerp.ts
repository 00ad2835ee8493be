/** a + t·(b − a): gives a back exactly where t is 0 or both are equal. Twin: shaders/lib/lerp.glsl */
export const lerp = (a: number, b: number, t: number): number => a + t * (b - a);

/** The same between two texels, recentred. Twin: shaders/lib/lerp-texels.glsl */
export const lerpTexels = (a: number, b: number, recentre: number, t: number): number =>
  lerp(a - recentre, b - recentre, t);
