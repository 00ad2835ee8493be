// Grey (0 to 1) -> level (0 to 255), rounded here and not by the framebuffer. Twin: src/voi/to-level.ts
float toLevel(float grey, float inverse) {
  float shown = inverse > 0.5 ? 1.0 - grey : grey;
  return floor(shown * 255.0 + 0.5);
}
