// Level (0 to 255) -> colour (0 to 1), from words of 8 bits each of red (lowest), green and blue. Twin: src/voi/colormap.ts#colorOf
uniform usampler2D u_colormap;

vec3 colorOf(float level) {
  uint word = texelFetch(u_colormap, ivec2(int(level), 0), 0).r;
  return vec3(uvec3(word, word >> 8, word >> 16) & 255u) * (1.0 / 255.0);
}
