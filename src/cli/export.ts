// `reslice export`, and `reslice render --out F.dcm`: planes as DICOM files.
import { ResliceError } from '../errors.ts';
import { type ExportOptions, exportPlanes } from '../export/export-planes.ts';
import type { Plane } from '../plane/plane.ts';
import { isLutChoice } from '../voi/voi-lut.ts';
import { resolveWindow } from '../volume/resolve-window.ts';
import type { CliIo } from './io.ts';
import { outputNames } from './output-names.ts';
import { badUse, parseIndex } from './parse-options.ts';
import { pickImages } from './pick-volume.ts';
import { readPaths } from './read-paths.ts';
import { refuseMixture } from './refuse-mixture.ts';
import { planesOf } from './render-pictures.ts';
import { parseRender, type RenderRequest, type RenderWords } from './render-request.ts';
import { sourceBytes } from './source-bytes.ts';
import { spareScans } from './spare-scans.ts';
import { tellWritten } from './tell-written.ts';

/** The options as they were typed. */
export type ExportWords = Omit<RenderWords, 'all' | 'montage' | 'depth' | 'colormap'> & {
  readonly seriesNumber?: string;
};

/** A series: every position of a plane. @throws ResliceError as `render` */
export async function exportSeries(paths: readonly string[], words: ExportWords, io: CliIo): Promise<void> {
  const { plane = 'axial', out, seriesNumber, ...rest } = words;
  if (/\.[a-z]\w*$/i.test(out) && !/\.dcm$/i.test(out))
    throw badUse('--out takes a folder, or a pattern such as out/%03d.dcm');
  const request = await parseRender({ ...rest, all: plane, out: 'pictures' });
  const number = seriesNumber === undefined ? null : parseIndex('--series-number', seriesNumber);
  await writePlanes(paths, request, out, number, io);
}

/** Whether `render` is asked for DICOM. */
export const wantsDicom = ({ out }: Pick<RenderWords, 'out'>): boolean => /\.dcm$/i.test(out);

/** One plane, or with --all one series. @throws ResliceError as `render` */
export async function renderDicom(paths: readonly string[], words: RenderWords, io: CliIo): Promise<void> {
  for (const name of ['colormap', 'depth', 'montage'] as const)
    if (words[name] !== undefined)
      throw badUse(`--${name} is about pictures, and a .dcm file holds values: leave it out, or give --out F.png`);
  const request = await parseRender({ ...words, out: words.all === undefined ? 'picture.png' : 'pictures' });
  await writePlanes(paths, request, words.out, null, io);
}

async function writePlanes(
  paths: readonly string[],
  request: RenderRequest,
  out: string,
  seriesNumber: number | null,
  io: CliIo,
): Promise<void> {
  const several = request.several !== null;
  // What is wrong with the pattern is told before anything is read.
  if (several) dicomNames(out, 1);
  const { series } = await readPaths(paths, io);
  const { volume, images } = pickImages(series, request.pick);
  const planes = planesOf(volume, request);
  const names = several ? dicomNames(out, planes.length) : [out];
  spareScans(names, paths);
  if (several) refuseMixture(out, names);
  const window = request.window === 'file' ? undefined : resolveWindow(volume, request.window);
  const options: ExportOptions = {
    ...request.options,
    label: request.where.plane ?? (request.where.right ? 'oblique' : 'acquired'),
    ...(seriesNumber === null ? {} : { seriesNumber }),
    ...(window && !isLutChoice(window) ? { window } : {}),
  };
  let [written, blank] = [0, 0];
  for await (const file of exportPlanes(
    volume,
    planes as readonly Plane[],
    await sourceBytes(paths, images),
    options,
  )) {
    const name = names[written]!;
    try {
      await io.writeFile(name, file.bytes);
    } catch (cause) {
      throw new ResliceError('use/bad-argument', { detail: `--out ${name} cannot be written` }, { cause });
    }
    written++;
    if (file.outside === file.plane.width * file.plane.height) blank++;
    if (io.terminal && several) io.err(`\rwritten ${written} of ${planes.length}`);
  }
  if (io.terminal && several) io.err('\r\x1b[K');
  if (several) tellWritten(written, out, io);
  if (blank === written)
    io.err(
      `reslice: ${out}: no pixel has a value: the plane lies beside the stack (\`reslice info\` tells its reach), or on padding alone\n`,
    );
}

/** As pictures are named: a folder's 000.dcm, 001.dcm …, or a pattern's. */
function dicomNames(out: string, count: number): readonly string[] {
  if (wantsDicom({ out }) && (out.match(/%(0\d)?d/g) ?? []).length !== 1)
    throw badUse('there are many files: --out takes a folder, or a pattern such as out/%03d.dcm');
  return outputNames(out.replace(/\.dcm$/i, '.png'), count).names.map((name) => name.replace(/\.png$/, '.dcm'));
}
