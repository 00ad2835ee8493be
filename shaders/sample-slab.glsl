// A thick slab: (mean or extreme of the samples along the plane's normal that are inside, 1), or (0, 0) where none is.
uniform int u_samples;

#if defined(SLAB_MAX)
#define SLAB_START -3e38
#elif defined(SLAB_MIN)
#define SLAB_START 3e38
#else
#define SLAB_START 0.0
#endif

vec2 sampleSlab(vec2 pixel) {
  float sum = SLAB_START;
  float count = 0.0;
  for (int n = 0; n < u_samples;) {
    // A sum of hundreds would round each addition to its own size: it is made of sums of 16.
    float block = SLAB_START;
    for (int end = min(n + 16, u_samples); n < end; n++) {
      vec2 value = samplePoint(vec3(pixel, n));
      if (value.y < LEAST_WEIGHT) continue;
      block = addSample(block, value.x);
      count++;
    }
    sum = addSample(sum, block);
  }
  if (count == 0.0) return vec2(0.0);
#ifdef SLAB_MEAN
  sum /= count;
#endif
  return vec2(sum, 1.0);
}
