// One comparison of the report, as HTML that can be read without its script.
import { createHash } from 'node:crypto';
import { pngBytes } from '../../sampler/png-bytes.ts';
import type { PictureComparison } from '../compare-pictures.ts';
import { figures, numberText, verdict } from '../comparison-words.ts';
import { differenceOf } from '../difference.ts';
import { type Picture, pictureText } from '../picture.ts';
import { displayPng, displayRange } from './display-png.ts';
import { dataPng, escaped } from './html.ts';

export interface ReportedComparison {
  /** The test's name, or the files'. A later entry of the same `title`, `against` and `of` takes the place of an earlier one. */
  readonly title: string;
  /** What it was compared to. */
  readonly against: string;
  /** Tells several pictures of one test apart; none where absent. */
  readonly of?: string;
  readonly pass: boolean;
  readonly expected: Picture;
  readonly actual: Picture;
  readonly found: PictureComparison;
  /** Sentences below the verdict. */
  readonly notes: readonly string[];
  /** What is known of both, a name and a text each. */
  readonly facts: readonly (readonly [name: string, text: string])[];
}

export function reportEntry(entry: ReportedComparison): string {
  const { title, against, of = '', pass, expected, actual, found, notes, facts } = entry;
  const said =
    found.mismatch || !found.same
      ? verdict(found, expected, actual)
      : pass
        ? verdict(found, expected, actual)
        : 'not what it should be';
  const [result, word] = pass ? ['pass', 'Same'] : ['fail', 'Different'];
  return [
    `<article class="match" data-result="${result}" data-key="${keyOf(title, against, of)}" aria-label="${escaped(title)}">`,
    `<header><p class="badge">${word}</p><h2>${escaped(title)}</h2>`,
    `<p class="against">against ${escaped(against)}</p><p class="verdict">${escaped(said)}</p>`,
    ...notes.map((note) => `<p class="note">${escaped(note)}</p>`),
    '</header>',
    picturesOf(entry),
    '<div class="tables">',
    ...found.channels.map((channel) => table(found.channels.length > 1 ? channel.name : 'Numbers', figures(channel))),
    table('What is compared', [['expected', pictureText(expected)], ['actual', pictureText(actual)], ...facts]),
    '</div></article>\n',
  ].join('\n');
}

/** As short whatever they are. */
const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

/** Of equal pictures one is enough. */
function picturesOf({ expected, actual, found }: ReportedComparison): string {
  const range = displayRange(expected, actual);
  const equal =
    !found.mismatch && found.channels.every(({ largest, onlyInA, onlyInB }) => largest + onlyInA + onlyInB === 0);
  if (equal)
    return `<div class="pictures equal">${figure('expected', 'Both', displayPng(expected, range), expected)}</div>`;
  const both = [
    figure('expected', 'Expected', displayPng(expected, displayRange(expected, ...alike(expected, actual))), expected),
    figure('actual', 'Actual', displayPng(actual, displayRange(actual, ...alike(actual, expected))), actual),
  ];
  if (found.mismatch) return `<div class="pictures">${both.join('\n')}</div>`;
  const { pixels, full } = differenceOf(expected, actual);
  const unit = expected.depth === null ? '' : ' levels';
  const words = `Difference: blue lower, orange higher, full colour at ${numberText(full)}${unit}`;
  both.push(figure('difference', words, pngBytes(pixels, expected.width, expected.height), expected));
  return `<div class="pictures">${both.join('\n')}</div>`;
}

const alike = (own: Picture, other: Picture): readonly Picture[] => (own.depth === other.depth ? [other] : []);

const figure = (kind: string, words: string, bytes: Uint8Array, { width, height }: Picture): string =>
  `<figure class="${kind}"><img width="${width}" height="${height}" alt="${escaped(words)}" src="${dataPng(bytes)}"><figcaption>${escaped(words)}</figcaption></figure>`;

const table = (caption: string, rows: readonly (readonly [name: string, text: string])[]): string =>
  [
    `<table><caption>${escaped(caption)}</caption><tbody>`,
    ...rows.map(([name, text]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(text)}</td></tr>`),
    '</tbody></table>',
  ].join('');
