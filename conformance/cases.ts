// The cases of the promise (DESIGN §5, docs/sampling.md): every geometry with every content, each with three choices of all other
// axes, made so that any two entries of any two axes meet in some case.
import { createRandom } from '../src/math/random.ts';
import type { SampleOptions } from '../src/sampler/sampler.ts';
import type { PaddingRange, StoredValues, Volume } from '../src/volume/volume.ts';
import { CONTENTS, GEOMETRIES, GREYS, type Grey, KERNELS, PADDINGS, type Padding, RESCALES, SLABS } from './axes.ts';
import { type Geometry, makeVolume, padOutsideCircle } from './volumes.ts';

/** One entry of each axis, by name. */
export interface Choice {
  readonly geometry: string;
  readonly content: string;
  readonly rescale: string;
  readonly padding: Padding;
  readonly kernel: (typeof KERNELS)[number];
  readonly slab: string;
  readonly grey: string;
}

export interface ConformanceCase {
  readonly name: string;
  readonly choice: Choice;
  readonly options: SampleOptions;
  readonly grey: Grey;
  /** Which plane and which pictures a short run takes: any number that spreads, and the same for a case that is drawn like another. */
  readonly turn: number;
  readonly volume: () => Volume;
}

const EACH = 3;
/** Choices that are looked at for each case; the one that brings the most new pairs is taken. */
const CANDIDATES = 24;

const names = (axis: object): readonly string[] => Object.keys(axis);

/** Contents for which the other axes are chosen, and those that are drawn as one of them is. */
const OWN_CHOICES = names(CONTENTS).filter((content) => !CONTENTS[content]!.like);
const likeThis = (content: string) => names(CONTENTS).filter((other) => CONTENTS[other]!.like === content);

/** Two entries that meet, as one word. */
export function pairsOf(choice: Choice): readonly string[] {
  const entries = Object.entries(choice);
  return entries.flatMap(([axis, entry], n) =>
    entries.slice(n + 1).map(([other, with_]) => `${axis} ${entry} | ${other} ${with_}`),
  );
}

/** Every two entries that can meet. */
export function allPairs(): readonly string[] {
  const axes: readonly (readonly [string, readonly string[]])[] = [
    ['geometry', names(GEOMETRIES)],
    ['content', names(CONTENTS)],
    ['rescale', names(RESCALES)],
    ['padding', PADDINGS],
    ['kernel', KERNELS],
    ['slab', names(SLABS)],
    ['grey', names(GREYS)],
  ];
  return axes.flatMap(([axis, entries], n) =>
    axes
      .slice(n + 1)
      .flatMap(([other, others]) => entries.flatMap((a) => others.map((b) => `${axis} ${a} | ${other} ${b}`))),
  );
}

function* choices(): Generator<Choice> {
  const random = createRandom(5);
  const pick = <T>(entries: readonly T[]): T => entries[random.integer(0, entries.length - 1)]!;
  const met = new Set<string>();
  const taken = new Set<string>();
  for (const geometry of names(GEOMETRIES)) {
    for (const content of OWN_CHOICES) {
      for (let n = 0; n < EACH; n++) {
        let best: Choice | null = null;
        let most = -1;
        for (let candidate = 0; candidate < CANDIDATES; candidate++) {
          const choice: Choice = {
            geometry,
            content,
            rescale: pick(names(RESCALES)),
            padding: pick(PADDINGS),
            kernel: pick(KERNELS),
            // Half of the candidates are planes.
            slab: random.next() < 0.5 ? 'plane' : pick(names(SLABS)),
            grey: pick(names(GREYS)),
          };
          if (taken.has(JSON.stringify(choice))) continue;
          const fresh = pairsOf(choice).filter((pair) => !met.has(pair)).length;
          if (fresh > most) [best, most] = [choice, fresh];
        }
        if (!best) continue;
        taken.add(JSON.stringify(best));
        for (const pair of pairsOf(best)) met.add(pair);
        yield best;
        for (const other of likeThis(content)) yield { ...best, content: other };
      }
    }
  }
}

/** Contents are made once a size: noise of a hundred thousand values for each case would be most of a run. */
const known = new Map<string, StoredValues>();

function valuesOf(content: string, size: Geometry['size'], padded: boolean): StoredValues {
  const key = `${content} ${size} ${padded}`;
  const found = known.get(key);
  if (found) return found;
  const { values, padding } = CONTENTS[content]!;
  const made = padded ? padOutsideCircle(values(size), size, padding) : values(size);
  known.set(key, made);
  return made;
}

function volumeOf({ geometry, content, rescale, padding, grey }: Choice): Volume {
  const place = GEOMETRIES[geometry]!;
  const mark = CONTENTS[content]!.padding;
  const range: PaddingRange | null = padding === 'unpadded' ? null : [mark, mark];
  const volume = makeVolume(place, valuesOf(content, place.size, range !== null), RESCALES[rescale], range);
  const { inverse = false, luts = [] } = GREYS[grey]!;
  return { ...volume, inverse, voiLuts: luts };
}

function nameOf({ geometry, content, rescale, padding, kernel, slab, grey }: Choice): string {
  const parts = [
    content,
    rescale === 'one slope' ? '' : rescale,
    padding === 'unpadded' ? '' : padding,
    kernel,
    SLABS[slab] ? slab : '',
    grey,
  ];
  return `${geometry}: ${parts.filter(Boolean).join(', ')}`;
}

function caseOf(choice: Choice): ConformanceCase {
  const { content, padding, kernel, slab, grey } = choice;
  const thick = SLABS[slab];
  return {
    name: nameOf(choice),
    choice,
    options: {
      interpolation: kernel,
      padding: padding === 'padding kept' ? 'keep' : 'skip',
      ...(thick ? { slab: thick } : {}),
    },
    grey: GREYS[grey]!,
    turn: nameOf({ ...choice, content: CONTENTS[content]!.like ?? content }).length,
    volume: () => volumeOf(choice),
  };
}

/** The same on every machine. No two are the same. */
export const conformanceCases: readonly ConformanceCase[] = [...choices()].map(caseOf);
