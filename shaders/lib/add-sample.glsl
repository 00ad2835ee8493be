// One more sample of a slab: their sum, or the extreme so far. Twin: src/sampler/cpu/add-sample.ts#addSample
float addSample(float sum, float value) {
#if defined(SLAB_MAX)
  return max(sum, value);
#elif defined(SLAB_MIN)
  return min(sum, value);
#else
  return sum + value;
#endif
}
