// VOI LUT Sequence. The value is relative to a whole number, which JavaScript has taken from u_lutFirst too: values of a slice's own
// grid stay whole, and none is large. Twin: src/voi/grey-lut.ts#greyLut. Source: DICOM PS3.3 C.11.2.1.1
uniform usampler2D u_lut;
// (first mapped value, last index, largest entry)
uniform vec3 u_lutRange;

float greyLut(float modalityValue) {
  int index = int(clamp(floor(modalityValue + 0.5) - u_lutRange.x, 0.0, u_lutRange.y));
  // Rows of 2048: gpu/grey-tables.ts.
  return float(texelFetch(u_lut, ivec2(index & 2047, index >> 11), 0).r) / u_lutRange.z;
}
