// a + t·(b − a): gives a back exactly where t is 0 or both are equal. Twin: src/sampler/cpu/lerp.ts#lerp
float lerp(float a, float b, float t) {
  return a + t * (b - a);
}
