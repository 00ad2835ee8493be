// `reslice compare`: two pictures in numbers, and what differs as a picture.
import { readFile } from 'node:fs/promises';
import { isResliceError, ResliceError } from '../errors.ts';
import { type ChannelComparison, comparePictures, type PictureComparison } from '../regression/compare-pictures.ts';
import { channelLines, numberText, verdict } from '../regression/comparison-words.ts';
import { differenceOf } from '../regression/difference.ts';
import { type Picture, pictureText } from '../regression/picture.ts';
import { readPicture } from '../regression/read-picture.ts';
import type { ReportedComparison } from '../regression/report/report-entry.ts';
import { appendToReport } from '../regression/report/report-file.ts';
import { pngBytes } from '../sampler/png-bytes.ts';
import { type CommandIo, EXIT } from './io.ts';
import { badUse, parseTolerance } from './parse-options.ts';
import { printable } from './printable.ts';
import { spareInputs } from './spare-inputs.ts';

/** The options as they were typed. */
export interface CompareWords {
  readonly tolerance?: string;
  readonly diff?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** Ends with the status 1 where the pictures differ. @throws ResliceError */
export async function compare(a: string, b: string, words: CompareWords, io: CommandIo): Promise<void> {
  const tolerance = parseTolerance(words.tolerance ?? '0');
  if (words.diff !== undefined && !/\.png$/i.test(words.diff)) throw badUse('--diff writes F.png');
  for (const option of ['diff', 'report'] as const)
    if (words[option] !== undefined) spareInputs([words[option]], [a, b], `--${option}`);
  const [left, right] = await Promise.all([read(a), read(b)]);
  const found = comparePictures(left, right, { tolerance });
  io.out(
    words.json ? `${JSON.stringify(record(a, b, left, right, found), null, 2)}\n` : text(a, b, left, right, found),
  );
  if (words.diff !== undefined) await writeDifference(words.diff, left, right, found, io);
  if (words.report !== undefined) report(words.report, a, b, { expected: left, actual: right, found });
  if (!found.same) io.finish(EXIT.different);
}

async function read(path: string): Promise<Picture> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') throw badUse(`${path} does not exist`);
    throw new ResliceError('load/unreadable', { file: path, detail: cause.code ?? 'cannot be read' }, { cause });
  });
  return readPicture(bytes, path);
}

async function writeDifference(
  file: string,
  a: Picture,
  b: Picture,
  found: PictureComparison,
  io: CommandIo,
): Promise<void> {
  if (found.mismatch) {
    io.err(`reslice: ${file} is not written: nothing can be compared of different ${found.mismatch}s\n`);
    return;
  }
  await save('--diff', file, pngBytes(differenceOf(a, b).pixels, a.width, a.height), io);
}

function report(
  file: string,
  a: string,
  b: string,
  pictures: Pick<ReportedComparison, 'expected' | 'actual' | 'found'>,
): void {
  const { found } = pictures;
  const facts = [['tolerance', numberText(found.tolerance)]] as const;
  try {
    appendToReport(file, { title: b, against: a, pass: found.same, notes: [], facts, ...pictures });
  } catch (cause) {
    if (isResliceError(cause)) throw cause;
    throw badUse(`--report ${file} cannot be written`, { cause });
  }
}

async function save(option: string, file: string, bytes: Uint8Array, io: CommandIo): Promise<void> {
  await io.writeFile(file, bytes).catch((cause: unknown) => {
    throw badUse(`${option} ${file} cannot be written`, { cause });
  });
}

const text = (a: string, b: string, left: Picture, right: Picture, found: PictureComparison): string =>
  [
    `A  ${printable(a)}: ${pictureText(left)}`,
    `B  ${printable(b)}: ${pictureText(right)}`,
    verdict(found, left, right),
    ...channelLines(found),
    '',
  ].join('\n');

/** Described in docs/visual-regression.md. What JSON has no number for is null: the PSNR of equal pictures, values outside. */
const record = (a: string, b: string, left: Picture, right: Picture, found: PictureComparison) => ({
  same: found.same,
  mismatch: found.mismatch,
  tolerance: found.tolerance,
  a: pictureRecord(a, left),
  b: pictureRecord(b, right),
  channels: found.channels.map(channelRecord),
});

const pictureRecord = (file: string, { width, height, depth, channels }: Picture) => ({
  file,
  width,
  height,
  depth,
  channels: channels.map(({ name }) => name),
});

const channelRecord = ({ psnr, ...channel }: ChannelComparison) => ({
  ...channel,
  psnr: Number.isFinite(psnr) ? psnr : null,
});
