// What a side can hold: a stack with its series' name, or a picture.
import { type InputFile, isNote, loadSeries, type ResliceError } from '../../src/entry/dicom.ts';
import { isResliceError, type Volume } from '../../src/entry/index.ts';
import type { Source } from '../start/sources.ts';
import { isPng, type PngPicture, readPng } from './png.ts';

export interface SeriesContent {
  readonly kind: 'series';
  readonly name: string;
  /** One a stack and time, with what tells it from the others. */
  readonly volumes: readonly { readonly label: string; readonly volume: Volume }[];
  /** What was left out of it, in words, or ''. */
  readonly note: string;
}

export interface PictureContent extends PngPicture {
  readonly kind: 'picture';
  readonly name: string;
}

export type Content = SeriesContent | PictureContent;

/** @throws Error or ResliceError where nothing in it can be shown; null where it was stopped */
export async function readContent(
  source: Source,
  signal: AbortSignal,
  progress: (words: string) => void,
): Promise<Content | null> {
  const files = await source.files(signal, (done, total) => progress(`${source.task} ${done} / ${total}`));
  if (signal.aborted) return null;
  const [first] = files;
  if (first && files.length === 1) {
    const bytes = await bytesOf(first);
    if (isPng(bytes)) return { kind: 'picture', name: first.name, ...(await readPng(bytes)) };
  }
  const leftOut: ResliceError[] = [];
  const series = await loadSeries(files, {
    signal,
    onProblem: (problem) => isNote(problem) || leftOut.push(problem),
    onProgress: ({ filesDone, filesTotal }) => progress(`Reading ${filesDone} / ${filesTotal}`),
  });
  const volumes = series.flatMap(({ description, modality, stacks }) =>
    stacks.flatMap((stack) =>
      stack.volumes.map(({ label, volume }) => ({
        label: [description || modality, stack.label, label].filter(Boolean).join(', '),
        volume,
      })),
    ),
  );
  if (volumes.length === 0) throw new Error('No stack in it has the geometry that a plane needs');
  const { description, modality } = series[0]!;
  return { kind: 'series', name: description || modality || 'Series', volumes, note: leftOutWords(leftOut) };
}

/** Names that are told; a folder of a thousand broken files fills no page. */
const MOST_NAMES = 5;

/** Two sides of which one lacks a slice are compared all the same: whoever reads the numbers must know. */
export function leftOutWords(problems: readonly ResliceError[]): string {
  const names = [...new Set(problems.map(({ at, code }) => at.file ?? code))];
  if (names.length === 0) return '';
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `${names.length} ${names.length === 1 ? 'file' : 'files'} left out: ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

const bytesOf = async (file: InputFile): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array('bytes' in file ? file.bytes : await file.arrayBuffer());

/** Why a side stays as it was. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (isResliceError(error))
    return `Cannot be read: ${[error.code, error.at.file, error.at.detail].filter(Boolean).join(', ')}`;
  return error instanceof Error ? error.message : String(error);
}
