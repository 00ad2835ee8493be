#ifdef BRICKS
// A volume too deep for one 3D texture is several, one behind the other along the normal, each of this many slices.
uniform int u_brickDepth;
uniform VOLUME u_brick1;
uniform VOLUME u_brick2;
uniform VOLUME u_brick3;
uniform VOLUME u_brick4;
uniform VOLUME u_brick5;
uniform VOLUME u_brick6;
uniform VOLUME u_brick7;
#endif

// The texel at a voxel of the volume. Twin: src/sampler/cpu/fetch-texel.ts#fetchTexel
TEXEL fetchTexel(ivec3 voxel) {
#ifdef BRICKS
  int brick = voxel.z / u_brickDepth;
  voxel.z -= brick * u_brickDepth;
  // GLSL ES chooses no sampler by a variable.
  if (brick == 1) return texelFetch(u_brick1, voxel, 0).r;
#if BRICKS > 2
  if (brick == 2) return texelFetch(u_brick2, voxel, 0).r;
#endif
#if BRICKS > 3
  if (brick == 3) return texelFetch(u_brick3, voxel, 0).r;
#endif
#if BRICKS > 4
  if (brick == 4) return texelFetch(u_brick4, voxel, 0).r;
#endif
#if BRICKS > 5
  if (brick == 5) return texelFetch(u_brick5, voxel, 0).r;
#endif
#if BRICKS > 6
  if (brick == 6) return texelFetch(u_brick6, voxel, 0).r;
#endif
#if BRICKS > 7
  if (brick == 7) return texelFetch(u_brick7, voxel, 0).r;
#endif
#endif
  return texelFetch(u_volume, voxel, 0).r;
}
