// The stack's side view as SVG: a handful of paths, however many slices there are; and the mark that follows the pictures.
import { lettersOf, type Vec3 } from '../../src/entry/index.ts';
import { svg } from '../ui/dom.ts';
import { dot } from '../ui/vec3.ts';
import type { ProfileBand, ProfileLine, StackProfile } from './stack-profile.ts';

/** px: room for the drawing, and around it for letters. */
const WIDTH = 224;
const HEIGHT = 200;
const MARGIN = 24;

export interface ProfileDrawing {
  readonly root: SVGSVGElement;
  /** @param index  of the slice that is shown  @param point  where the planes meet, LPS mm */
  mark(index: number, point: Vec3): void;
}

export function drawProfile(profile: StackProfile, normal: Vec3): ProfileDrawing {
  const { across, along } = profile.extent;
  const scale = Math.min(WIDTH / Math.max(across[1] - across[0], 1), HEIGHT / Math.max(along[1] - along[0], 1));
  const height = Math.max((along[1] - along[0]) * scale, 8);
  // The head is up, however the slices are counted.
  const down = normal[2] < -0.5 ? 1 : -1;
  const middle = [(across[0] + across[1]) / 2, (along[0] + along[1]) / 2] as const;
  const x = (mm: number): string => (MARGIN + WIDTH / 2 + (mm - middle[0]) * scale).toFixed(2);
  const y = (mm: number): string => (MARGIN + height / 2 + (mm - middle[1]) * scale * down).toFixed(2);

  const line = ({ at, from, to }: ProfileLine): string => `M${x(from)} ${y(at)}H${x(to)}`;
  const band = ([low, high]: ProfileBand): string =>
    `M${x(low.from)} ${y(low.at)}H${x(low.to)}L${x(high.to)} ${y(high.at)}H${x(high.from)}Z`;
  const path = (kind: string, d: readonly string[]): SVGPathElement => svg('path', { class: kind, d: d.join('') });
  const shown = path('shown', []);
  const point = svg('circle', { class: 'point', r: 3 });
  const root = svg(
    'svg',
    { class: 'profile', viewBox: `0 0 ${WIDTH + 2 * MARGIN} ${Math.ceil(height + 2 * MARGIN)}`, role: 'img' },
    path('covered', profile.covered.map(band)),
    path('gap', profile.gaps.map(band)),
    path('overlap', profile.overlaps.map(band)),
    path('slices', profile.lines.map(line)),
    path('missing', profile.missing.map(line)),
    shown,
    point,
    ...letters(profile.across, normal, down, height),
  );
  return {
    root,
    mark(index, meeting) {
      shown.setAttribute('d', line(profile.each[index]!));
      // A point outside the stack stays at its edge.
      const inside = (mm: number, [least, most]: readonly [number, number]): number =>
        Math.min(Math.max(mm, least), most);
      point.setAttribute('cx', x(inside(dot(meeting, profile.across), across)));
      point.setAttribute('cy', y(inside(dot(meeting, normal), along)));
    },
  };
}

function letters(across: Vec3, normal: Vec3, down: 1 | -1, height: number): readonly SVGTextElement[] {
  const letter = (direction: Vec3, sign: number, x: number, y: number): SVGTextElement => {
    const made = svg('text', { x, y });
    made.textContent = lettersOf([direction[0] * sign, direction[1] * sign, direction[2] * sign]);
    return made;
  };
  const [right, bottom] = [WIDTH + 2 * MARGIN, height + 2 * MARGIN];
  return [
    letter(across, -1, MARGIN / 2, bottom / 2 + 4),
    letter(across, 1, right - MARGIN / 2, bottom / 2 + 4),
    letter(normal, -down, right / 2, MARGIN - 8),
    letter(normal, down, right / 2, bottom - 4),
  ];
}
