// Grey (0 to 1) -> level (0 to 255), rounded here and not by the framebuffer. inverse is 0 or 1. Twin: src/voi/to-level.ts#toLevel
float toLevel(float grey, float inverse) {
  float shown = abs(inverse - grey);
  return floor(shown * 255.0 + 0.5);
}
