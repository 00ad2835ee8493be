// The texel at a voxel of the volume. Twin: src/sampler/cpu/fetch-texel.ts#fetchTexel
TEXEL fetchTexel(ivec3 voxel) {
  return texelFetch(u_volume, voxel, 0).r;
}
