// Planes drawn through a volume -> a derived series, one file a plane: CT, MR or PET images that any reader can place in the patient.
import { version } from '../../package.json' with { type: 'json' };
import { type Dictionary, loadDictionary } from '../edit/dictionary.ts';
import { encodeElement, joinBytes } from '../edit/encode-value.ts';
import { ResliceError } from '../errors.ts';
import { dot, subtract } from '../math/vec3.ts';
import { checkPlane, type Plane, planeNormal } from '../plane/plane.ts';
import { createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
import type { SampleOptions } from '../sampler/sampler.ts';
import { checkWindow, type VoiWindow } from '../voi/voi-window.ts';
import type { Volume } from '../volume/volume.ts';
import { createUid } from './create-uid.ts';
import { createWriter, type DataSetWriter, EXPLICIT, fileBytes } from './data-set-writer.ts';
import { decimalString } from './decimal-string.ts';
import type { ExportSource } from './export-source.ts';
import { equipment, imageType, putDerivation, putPixels, putPlane, putVoiLuts } from './image-modules.ts';
import { KINDS } from './kept-attributes.ts';
import { putKind } from './kind-modules.ts';
import { planeSources } from './plane-sources.ts';
import { readSources, type Sources } from './read-sources.ts';
import { type StoredForm, storedForm, storePlane } from './stored-form.ts';

export interface ExportOptions extends SampleOptions {
  /** One word or two for people: 'axial'. Default: 'reformatted'. */
  readonly label?: string;
  /** Default: the source's and 1000. */
  readonly seriesNumber?: number;
  /** Before those of the volume. */
  readonly window?: VoiWindow;
  /** When the files say that they were made. Default: now. */
  readonly now?: Date;
  /** Makes UIDs; default: random ones under 2.25. */
  readonly createUid?: () => string;
}

export interface ExportedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sopInstanceUID: string;
  readonly plane: Plane;
  /** How many pixels have no value. */
  readonly outside: number;
  /** |stored · slope + intercept − value| is at most half of this, in the volume's unit. */
  readonly step: number;
}

/**
 * @param planes  of one size, spacing and orientation, in the order of their InstanceNumbers
 * @param sources  the volume's files, one a slice, in slice order
 * @returns a new series, file after file: explicit little endian, 16 bits, what is outside as PixelPaddingValue. Slope and intercept are
 * the stack's where it has one of each and 16 bits have room, else such that the range of its values fills 16 bits
 * @throws ResliceError 'export/unsupported' where the sources are not CT, MR or PET images of a frame each, 'use/bad-argument' for planes that
 * are no series or another number of sources, 'plane/bad-value', 'voi/bad-value', and of the kinds of `loadSeries` for a source
 */
export async function* exportPlanes(
  volume: Volume,
  planes: readonly Plane[],
  sources: readonly ExportSource[],
  options: ExportOptions,
): AsyncGenerator<ExportedFile> {
  requireSeries(planes);
  if (options.window) checkWindow(options.window);
  if (sources.length !== volume.slices.length)
    throw bad(`${sources.length} sources for ${volume.slices.length} slices: one is needed for each`);
  const dictionary = await loadDictionary();
  const read = await readSources(sources, dictionary);
  const form = storedForm(volume, options, read.kind === 'PT');
  const thicknesses = read.images.map(({ sliceThickness }) => sliceThickness);
  const series = seriesElements(read, form, options, dictionary);
  const sampler = createCpuSampler(volume);
  const uid = options.createUid ?? createUid;
  const sopClassUID = Object.keys(KINDS).find((each) => KINDS[each] === read.kind)!;
  for (const [index, plane] of planes.entries()) {
    const sopInstanceUID = uid();
    const writer = createWriter(dictionary, read.terms, form.signed);
    for (const [tag, bytes] of series) writer.elements.set(tag, bytes);
    writer.put('SOPClassUID', sopClassUID);
    writer.put('SOPInstanceUID', sopInstanceUID);
    writer.put('InstanceNumber', index + 1);
    const used = planeSources(volume, plane, options);
    putPlane(writer, volume, plane, options, { used, thicknesses }, stepOf(planes, index));
    putPixels(writer, volume, plane, form, read.kind, windowsOf(volume, options));
    putVoiLuts(writer, dictionary, volume.voiLuts, read.terms);
    putDerivation(writer, dictionary, read, used, describe(volume, form, options), options);
    putKind(writer, dictionary, read, planes.length, index);
    const values = sampler.values64(plane, options);
    writer.putBytes('PixelData', 'OW', storePlane(values, form));
    yield {
      bytes: fileBytes(dictionary, { sopClassUID, sopInstanceUID, version }, writer.elements),
      sopInstanceUID,
      plane,
      outside: values.reduce((count, value) => count + Number(Number.isNaN(value)), 0),
      step: Math.abs(form.slope),
    };
  }
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

function requireSeries(planes: readonly Plane[]): void {
  const [first] = planes;
  if (!first) throw bad('no plane to write');
  for (const plane of planes) {
    checkPlane(plane);
    if (plane.width > 65535 || plane.height > 65535) throw bad('a picture has at most 65535 rows and columns');
    const same = (a: readonly number[], b: readonly number[]): boolean =>
      a.every((value, n) => Math.abs(value - b[n]!) < 1e-9);
    const alike =
      plane.width === first.width &&
      plane.height === first.height &&
      same(plane.spacing, first.spacing) &&
      same(plane.right, first.right) &&
      same(plane.down, first.down);
    if (!alike) throw bad('planes of one series have one size, spacing and orientation');
  }
}

/** mm to the next plane, of the last from the one before; null for a single one. */
function stepOf(planes: readonly Plane[], index: number): number | null {
  if (planes.length < 2) return null;
  const at = Math.min(index, planes.length - 2);
  const [a, b] = [planes[at]!, planes[at + 1]!];
  return Math.abs(dot(subtract(b.center, a.center), planeNormal(a)));
}

const windowsOf = ({ windows }: Volume, { window }: ExportOptions): readonly VoiWindow[] =>
  window ? [window, ...windows] : windows;

/** What all files of the series have in common. */
function seriesElements(
  read: Sources,
  form: StoredForm,
  options: ExportOptions,
  dictionary: Dictionary,
): ReadonlyMap<number, Uint8Array> {
  const { now = new Date(), createUid: uid = createUid } = options;
  const writer = createWriter(dictionary, read.terms, form.signed);
  for (const [tag, bytes] of read.kept) writer.elements.set(tag, bytes);
  writer.put('ImageType', ...imageType(read.kind, options));
  for (const keyword of ['StudyInstanceUID', 'FrameOfReferenceUID'])
    if (!writer.elements.has(dictionary.byKeyword(keyword)!.tag)) writer.put(keyword, uid());
  writer.put('SeriesInstanceUID', uid());
  const number = options.seriesNumber ?? (read.seriesNumber ?? Number.NaN) + 1000;
  // Empty where the sources have none, or one that leaves no room.
  writer.put('SeriesNumber', ...(Math.abs(number) < 2 ** 31 ? [number] : []));
  writer.putWords('SeriesDescription', seriesDescription(read, options));
  const [day, time] = dicomTime(now);
  for (const what of ['InstanceCreation', 'Content']) {
    writer.put(`${what}Date`, day);
    writer.put(`${what}Time`, time);
  }
  writer.put('BurnedInAnnotation', read.burnedIn ? 'YES' : 'NO');
  putLossy(writer, read);
  putContributors(writer, dictionary);
  return writer.elements;
}

/** Local time, as scanners write it. */
function dicomTime(now: Date): readonly [day: string, time: string] {
  const two = (value: number): string => String(value).padStart(2, '0');
  return [
    `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`,
    `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`,
  ];
}

/** Once lossy, always lossy. Source: DICOM PS3.3 C.7.6.1.1.5 */
function putLossy(writer: DataSetWriter, { lossy }: Sources): void {
  if (!lossy) return;
  writer.put('LossyImageCompression', '01');
  if (lossy.ratios.length > 0)
    writer.put(
      'LossyImageCompressionRatio',
      ...lossy.ratios.map((ratio) => decimalString(Number(ratio.toPrecision(6)))),
    );
  if (lossy.methods.length > 0) writer.put('LossyImageCompressionMethod', ...lossy.methods);
}

/** Behind those that the sources name. */
function putContributors(writer: DataSetWriter, dictionary: Dictionary): void {
  const { tag } = dictionary.byKeyword('ContributingEquipmentSequence')!;
  const before = writer.elements.get(tag);
  writer.putSequence('ContributingEquipmentSequence', equipment(dictionary, version));
  if (!before) return;
  const own = writer.elements.get(tag)!;
  writer.elements.set(tag, encodeElement(tag, 'SQ', joinBytes([before.subarray(12), own.subarray(12)]), EXPLICIT));
}

function seriesDescription({ seriesDescription: before }: Sources, options: ExportOptions): string {
  const { label = 'reformatted', slab } = options;
  const thick = slab && slab.thickness > 0 ? ` ${slab.mode} ${Number(slab.thickness.toFixed(2))} mm` : '';
  const words = `${label}${thick}`;
  const room = [...before].slice(0, Math.max(0, 63 - [...words].length)).join('');
  return `${room} ${words}`.trim();
}

function describe({ unit }: Volume, { slope, kept }: StoredForm, { interpolation, slab }: SampleOptions): string {
  const thick = slab && slab.thickness > 0 ? `, ${slab.mode} over a slab of ${decimalString(slab.thickness)} mm` : '';
  const steps = kept ? '' : `; values rounded to steps of ${decimalString(slope)} ${unit.replace(/[^ -~]/g, '?')}`;
  return `Reslice ${version}: multiplanar reformatting, ${interpolation} interpolation${thick}${steps}`;
}
