// A golden: a picture that the reference drew, and beside it a JSON file that says of what, so that it can be drawn again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isResliceError, ResliceError } from '../errors.ts';
import { npyBytes } from '../sampler/npy-bytes.ts';
import { pngBytes } from '../sampler/png-bytes.ts';
import type { Volume } from '../volume/volume.ts';
import { drawDescription } from './draw-description.ts';
import type { Picture } from './picture.ts';
import { checkDescription, type PlaneDescription } from './plane-description.ts';
import { readPicture } from './read-picture.ts';
import { volumeHash } from './volume-identity.ts';

/** Where a golden's volume comes from: the name of one that the tests make, or files, as paths from the golden's own folder. */
export type GoldenSource = { readonly phantom: string } | { readonly files: readonly string[] };

/** What the JSON file holds. */
export interface Golden {
  readonly format: 'reslice-golden-1';
  /** The picture's file, in the same folder. */
  readonly file: string;
  readonly description: PlaneDescription;
  readonly volume: {
    /** As `volumeHash` tells it. */
    readonly sha256: string;
    readonly size: readonly [columns: number, rows: number, slices: number];
    readonly unit: string;
  };
  readonly source: GoldenSource | null;
}

/** A golden's two files. */
export interface GoldenFiles {
  readonly picture: string;
  readonly json: string;
}

/**
 * @param path  with .png, .npy, .json or without an ending
 * @param description  of what is to be drawn, where it is known: values are a .npy file
 */
export function goldenFiles(path: string, description?: PlaneDescription): GoldenFiles {
  const stem = path.replace(/\.(png|npy|json)$/i, '');
  const ending = /\.(png|npy)$/i.exec(path)?.[0];
  const known = description && (description.picture === 'values' ? '.npy' : '.png');
  if (ending && known && ending.toLowerCase() !== known)
    throw new ResliceError('use/bad-argument', { detail: `a golden of ${description.picture} is a ${known} file` });
  const there = existsSync(`${stem}.npy`) && !existsSync(`${stem}.png`) ? '.npy' : '.png';
  return { picture: stem + (ending ?? known ?? there), json: `${stem}.json` };
}

/** @throws ResliceError 'golden/missing' where the picture is not there, 'golden/bad-file' or 'load/unreadable' where it cannot be read */
export function readGoldenPicture({ picture }: Pick<GoldenFiles, 'picture'>): Picture {
  if (!existsSync(picture)) throw new ResliceError('golden/missing', { file: picture });
  return readPicture(readFileSync(picture), picture);
}

/**
 * @returns null where there is no JSON file: a picture by itself can be compared to, and not be drawn again
 * @throws ResliceError 'golden/bad-file' where it is not what is written here
 */
export function readGolden({ json }: Pick<GoldenFiles, 'json'>): Golden | null {
  if (!existsSync(json)) return null;
  const bad = (detail: string, cause?: unknown): ResliceError =>
    new ResliceError('golden/bad-file', { file: json, detail }, { cause });
  let golden: Golden;
  try {
    golden = Object(JSON.parse(readFileSync(json, 'utf8'))) as Golden;
  } catch (cause) {
    throw bad('not JSON', cause);
  }
  const { format, file, volume, source = null } = golden;
  if (format !== 'reslice-golden-1') throw bad(`its format is ${String(format)}, not reslice-golden-1`);
  // A description that names a file elsewhere would have it written over.
  if (typeof file !== 'string' || file !== basename(file)) throw bad('file is the name of a file beside it');
  if (!/^[0-9a-f]{64}$/.test(volume?.sha256)) throw bad('volume.sha256 is 64 hexadecimal digits');
  if (source !== null && !isSource(source)) throw bad('source is a phantom, files or null');
  try {
    return { format, file, description: checkDescription(golden.description), volume, source };
  } catch (cause) {
    if (!isResliceError(cause)) throw cause;
    throw bad(cause.at.detail ?? cause.code, cause);
  }
}

const isSource = (source: GoldenSource): boolean =>
  'phantom' in source
    ? typeof source.phantom === 'string'
    : Array.isArray(source.files) && source.files.every((file) => typeof file === 'string');

/**
 * Draws a golden by the reference and writes both files, where they are not as they would be already.
 * @returns what has been drawn
 * @throws ResliceError 'use/bad-argument' where the JSON file is another picture's: F.png and F.npy would share F.json. Of the kinds of
 * `drawDescription`
 */
export function writeGolden(
  path: string,
  volume: Volume,
  description: PlaneDescription,
  source: GoldenSource | null = null,
): Picture {
  const files = goldenFiles(path, description);
  const other = fileNamedIn(files);
  if (other !== null && other !== basename(files.picture))
    throw new ResliceError('use/bad-argument', {
      file: files.json,
      detail: `it describes ${other}: ${basename(files.picture)} needs another name, or that golden goes first`,
    });
  const picture = drawDescription(volume, description);
  const { size, unit } = volume;
  const golden: Golden = {
    format: 'reslice-golden-1',
    file: basename(files.picture),
    description,
    volume: { sha256: volumeHash(volume), size, unit },
    source,
  };
  mkdirSync(dirname(files.picture), { recursive: true });
  keep(files.picture, pictureBytes(picture));
  keep(files.json, Buffer.from(`${jsonText(golden)}\n`));
  return picture;
}

/** The picture that the JSON file there is describes; null of none, and of one that cannot be read, which is as good as none. */
function fileNamedIn(files: GoldenFiles): string | null {
  try {
    return readGolden(files)?.file ?? null;
  } catch (error) {
    if (isResliceError(error)) return null;
    throw error;
  }
}

/** For people: a vector is one line. */
const jsonText = (golden: Golden): string =>
  JSON.stringify(golden, null, 2).replace(/\[\s+([-\d.e,\s]+?)\s+\]/g, (_, numbers: string) => {
    return `[${numbers.replace(/\s+/g, ' ')}]`;
  });

/** The picture as a golden's file holds it. */
export function pictureBytes({ width, height, channels }: Picture): Uint8Array {
  const [first, ...more] = channels;
  if (first!.name === 'value') return npyBytes(Float32Array.from(first!.pixels), width, height);
  if (more.length === 0) return pngBytes(Uint8Array.from(first!.pixels), width, height);
  const colors = new Uint8Array(4 * width * height).fill(255);
  for (const [c, { pixels }] of channels.entries())
    for (let p = 0; p < pixels.length; p++) colors[4 * p + c] = pixels[p]!;
  return pngBytes(colors, width, height);
}

function keep(file: string, bytes: Uint8Array): void {
  if (!existsSync(file) || !readFileSync(file).equals(bytes)) writeFileSync(file, bytes);
}

/** The picture's file as a golden names it. */
export const pictureFileOf = (json: string, golden: Golden): string => join(dirname(json), golden.file);
