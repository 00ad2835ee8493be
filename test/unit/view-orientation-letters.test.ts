import { expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { cross, normalize, type Vec3 } from '../../src/math/vec3.ts';
import { namedGeometry } from '../../src/plane/named-plane.ts';
import { lettersOf, orientationLetters } from '../../src/view/orientation-letters.ts';

const volume = makeVolume({ size: [4, 4, 4] }, new Int16Array(64));

it.each([
  ['axial', { left: 'R', right: 'L', top: 'A', bottom: 'P' }],
  ['sagittal', { left: 'A', right: 'P', top: 'H', bottom: 'F' }],
  ['coronal', { left: 'R', right: 'L', top: 'H', bottom: 'F' }],
] as const)('%s', (name, letters) => {
  expect(orientationLetters(namedGeometry(volume, name))).toEqual(letters);
});

it.each<[Vec3, string]>([
  [[1, 0, 0], 'L'],
  [[0, 0.8, -0.6], 'PF'],
  [[-0.6, -0.8, 0], 'AR'],
  [[0.1, -0.05, 0.99], 'H'],
  [[0.2, 0.2, 0.959], 'H'],
  [[0.577, 0.578, -0.576], 'PL'],
])('%j points to %s', (direction, letters) => {
  expect(lettersOf(direction)).toBe(letters);
});

it('gives opposite edges opposite letters in any oblique', () => {
  const mirror: Record<string, string> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };
  for (let n = 0; n < 50; n++) {
    const right = normalize([Math.sin(n), Math.cos(n * 1.7), Math.sin(n * 2.3 + 1)]);
    const down = normalize(cross(right, [0.3, -0.2, 0.9]));
    const { left, right: rightmost, top, bottom } = orientationLetters({ center: [0, 0, 0], right, down });
    const flip = (letters: string) => [...letters].map((letter) => mirror[letter]).join('');
    expect(left).toBe(flip(rightmost));
    expect(top).toBe(flip(bottom));
    for (const letters of [left, top]) expect(letters).toMatch(/^[LRAPHF]{1,2}$/);
  }
});
