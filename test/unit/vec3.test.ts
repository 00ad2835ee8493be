// Our few functions of three-vectors against gl-matrix's, on the same random float64 numbers.
import { vec3 } from 'gl-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/math/random.ts';
import { add, addScaled, cross, dot, length, normalize, scale, subtract, type Vec3 } from '../../src/math/vec3.ts';

const random = createRandom(3);
const vector = (): Vec3 => [random.between(-500, 500), random.between(-500, 500), random.between(-500, 500)];
const out = (): [number, number, number] => [0, 0, 0];

test('as gl-matrix computes them', () => {
  for (let n = 0; n < 500; n++) {
    const [a, b, factor] = [vector(), vector(), random.between(-9, 9)];
    const pairs: readonly (readonly [Vec3, ArrayLike<number>])[] = [
      [add(a, b), vec3.add(out(), a, b)],
      [subtract(a, b), vec3.subtract(out(), a, b)],
      [scale(a, factor), vec3.scale(out(), a, factor)],
      [addScaled(a, b, factor), vec3.scaleAndAdd(out(), a, b, factor)],
      [cross(a, b), vec3.cross(out(), a, b)],
      [normalize(a), vec3.normalize(out(), a)],
      [
        [dot(a, b), length(a), 0],
        [vec3.dot(a, b), vec3.length(a), 0],
      ],
    ];
    for (const [ours, theirs] of pairs)
      for (let axis = 0; axis < 3; axis++) expect(ours[axis]).toBeCloseTo(theirs[axis]!, 8);
  }
  expect(normalize([0, 0, 0])).toEqual([0, 0, 0]);
});
