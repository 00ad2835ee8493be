// A slice's in-plane origin in the grid that u_column and u_row are in: (column high, low, row high, low).
// Twin: src/sampler/gpu/slice-texture.ts#sliceShift
#ifdef PARALLEL
uniform float u_lower;
uniform vec4 u_upperShift;
#endif
#ifdef SHIFT_STEP
uniform vec4 u_shiftStep;
#endif

vec4 sliceShift(int k) {
#if defined(PARALLEL)
  return float(k) == u_lower ? vec4(0.0) : u_upperShift;
#elif defined(SHIFT_STEP)
  return u_shiftStep * float(k);
#elif defined(SHIFT_TABLE)
  return texelFetch(u_slices, ivec2(k, SLICE_SHIFT), 0);
#else
  return vec4(0.0);
#endif
}
