// Mutants that no test can kill, because the picture is the same with them, each with the reason. `from` and `to` are the line's code.

export interface Equivalent {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

const CORNER = 'vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;';
const COLOR = 'color = vec4(weight >= LEAST_WEIGHT ? shown : vec3(0.0), 1.0);';
const COVERAGE = 'valueAndCoverage = floatBitsToUint(value.y >= LEAST_WEIGHT ? vec2(value.x, 1.0) : vec2(0.0));';
const EXACT_WEIGHT =
  'Only a weight of exactly the float32 nearest to 0.499 tells them apart: pixels that near are masked, by definition on either side.';
const CLAMPED = 'The framebuffer clamps to 0 and 1 before it rounds.';

const SHEET = 'texel = floatBitsToUint(inside ? blend(low, high, fixedAt.y) : vec2(0.0));';
const BLOCK = 'for (int end = min(n + 16, u_samples); n < end; n++) {';

const SIGMOID = 'return 1.0 / (1.0 + exp(min(steps, 80.0)));';
const CUBIC = 'vec2 value = inside && !ended ? sampleCubicSlice(k, pixel) : vec2(0.0);';

export const equivalents: readonly Equivalent[] = [
  {
    file: 'sheet.frag',
    from: SHEET,
    to: SHEET.replace(': vec2(0.0)', ': vec2((-1.0))'),
    why: 'Both cells that sampleSheet blends have this weight, and blend makes (0, 0) of a weight that is not above 0.',
  },
  {
    file: 'plane.vert',
    from: CORNER,
    to: CORNER.replace('4.0', '5.0'),
    why: 'A larger triangle covers the viewport too, and what is beyond it is cut off.',
  },
  {
    file: 'lib/grey-linear.glsl',
    from: 'float between = (modalityValue - center) / max(width, 1e-30) + 0.5;',
    to: 'float between = (modalityValue - center) / max(width, (-1.0)) + 0.5;',
    why: 'At width 1 it divides by 0, which gives the same infinity on GPUs that have one; 1e-30 is for those that do not.',
  },
  { file: 'show-level.glsl', from: COLOR, to: COLOR.replace('>=', '>'), why: EXACT_WEIGHT },
  { file: 'show-level.glsl', from: COLOR, to: COLOR.replace('vec3(0.0)', 'vec3((-1.0))'), why: CLAMPED },
  { file: 'show-level.glsl', from: COLOR, to: COLOR.replace(', 1.0)', ', 2.0)'), why: CLAMPED },
  { file: 'values.frag', from: COVERAGE, to: COVERAGE.replace('>=', '>'), why: EXACT_WEIGHT },
  {
    file: 'values.frag',
    from: COVERAGE,
    to: COVERAGE.replace(': vec2(0.0)', ': vec2((-1.0))'),
    why: 'Whoever reads asks whether coverage is 1, and shaders whether it is enough.',
  },
  ...['79.0', '81.0'].map((limit) => ({
    file: 'lib/grey-sigmoid.glsl',
    from: SIGMOID,
    to: SIGMOID.replace('80.0', limit),
    why: 'There grey is 1e-35 either way: no level, and no float32 beside 1, tells them apart.',
  })),
  {
    file: 'lib/sample-cubic.glsl',
    from: CUBIC,
    to: CUBIC.replace('vec2(0.0)', 'vec2((-1.0))'),
    why: 'What follows asks only whether the weight is above 0.',
  },
  {
    file: 'lib/tap-of.glsl',
    from: 'there = there && texel < NO_NUMBER;',
    to: 'there = there && texel <= NO_NUMBER;',
    why: 'No texel is NO_NUMBER itself: numbers stay far below, what is none is above it (gpu/texel-format.ts).',
  },
  ...['15', '17'].map((block) => ({
    file: 'sample-slab.glsl',
    from: BLOCK,
    to: BLOCK.replace('16', block),
    why: 'Blocks are there to keep rounding small: one sample more or less in each keeps it as small, and the sum is the same.',
  })),
  {
    file: 'sample-slab.glsl',
    from: 'if (value.y < LEAST_WEIGHT) continue;',
    to: 'if (value.y <= LEAST_WEIGHT) continue;',
    why: EXACT_WEIGHT,
  },
];
