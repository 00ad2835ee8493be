#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler3D;
precision highp isampler3D;
precision highp usampler2D;
// What a texel is: stored values of 16 bits go up unchanged, wider ones as float32 relative to the middle of their range.
#ifdef VOLUME_FLOAT
#define VOLUME sampler3D
#define TEXEL float
#define TEXEL2 vec2
// Texels from here on were no finite numbers (gpu/texel-format.ts).
#define NO_NUMBER 8.5e37
#else
#define VOLUME isampler3D
#define TEXEL int
#define TEXEL2 ivec2
#endif
