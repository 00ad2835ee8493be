// The files that a volume was made of -> what they have in common, as elements to be written.
import type { DataSet } from '../dicom/data-set.ts';
import { namingFile, withFile } from '../dicom/fail-parse.ts';
import { parse } from '../dicom/parse.ts';
import { TAGS } from '../dicom/tag.ts';
import { transferSyntaxOf } from '../dicom/transfer-syntax.ts';
import type { Dictionary } from '../edit/dictionary.ts';
import { openRaw, type RawLevel } from '../edit/raw-elements.ts';
import { ResliceError } from '../errors.ts';
import type { Elements } from './data-set-writer.ts';
import type { ExportSource } from './export-source.ts';
import { type ImageKind, KINDS, keptOf, MIDDLE } from './kept-attributes.ts';
import { transcodeElement } from './transcode-element.ts';

export interface SourceImage {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  /** mm; null where the file does not say. */
  readonly sliceThickness: number | null;
}

/** What a lossy step has left behind. Source: DICOM PS3.3 C.7.6.1.1.5 */
export interface LossyPast {
  readonly methods: readonly string[];
  readonly ratios: readonly number[];
}

export interface Sources {
  readonly kind: ImageKind;
  /** In slice order. */
  readonly images: readonly SourceImage[];
  readonly seriesInstanceUID: string;
  readonly seriesNumber: number | null;
  readonly seriesDescription: string;
  /** SpecificCharacterSet's values. */
  readonly terms: readonly string[];
  readonly kept: Elements;
  /** Of the first that has one; null where none ever was compressed with a loss. */
  readonly lossy: LossyPast | null;
  readonly burnedIn: boolean;
  /** Whether IR is among ScanningSequence's values: only then is there an InversionTime. */
  readonly inversionRecovery: boolean;
}

/** @throws ResliceError 'export/unsupported' for another storage class than CT, MR or PET; of the kinds of `parse` */
export async function readSources(sources: readonly ExportSource[], dictionary: Dictionary): Promise<Sources> {
  const opened = await Promise.all(sources.map((source) => openSource(source)));
  const middle = opened[Math.floor(opened.length / 2)]!;
  const { dataSet } = middle;
  const kind = kindOf(middle);
  for (const each of opened)
    if (kindOf(each) !== kind) throw unsupported(each, 'its slices are of several storage classes');
  const terms = dataSet.texts(TAGS.specificCharacterSet);
  const number = dataSet.numbers(TAGS.seriesNumber)?.[0];
  return {
    kind,
    images: opened.map(({ dataSet: each }) => ({
      sopClassUID: each.text(TAGS.sopClassUID) ?? '',
      sopInstanceUID: each.text(TAGS.sopInstanceUID) ?? '',
      sliceThickness: positive(each.numbers(TAGS.sliceThickness)?.[0]),
    })),
    seriesInstanceUID: dataSet.text(TAGS.seriesInstanceUID) ?? '',
    seriesNumber: number !== undefined && Number.isInteger(number) ? number : null,
    seriesDescription: dataSet.label(TAGS.seriesDescription) ?? '',
    terms,
    kept: keptElements(
      opened.map(({ level }) => level),
      kind,
      dictionary,
      terms,
    ),
    lossy: opened.reduce<LossyPast | null>((found, each) => found ?? lossyPastOf(each), null),
    burnedIn: opened.some(({ dataSet: each }) => each.text(BURNED_IN) === 'YES'),
    inversionRecovery: dataSet.texts(SCANNING_SEQUENCE).includes('IR'),
  };
}

const positive = (value: number | undefined): number | null => (value !== undefined && value > 0 ? value : null);

const BURNED_IN = { keyword: 'BurnedInAnnotation', id: '(0028,0301)', key: 'x00280301', vr: 'CS' };
const SCANNING_SEQUENCE = { keyword: 'ScanningSequence', id: '(0018,0020)', key: 'x00180020', vr: 'CS' };

interface Opened {
  readonly name: string;
  readonly dataSet: DataSet;
  readonly level: RawLevel;
}

async function openSource({ name, bytes }: ExportSource): Promise<Opened> {
  try {
    const { dataSet: level, deflated } = await openRaw(bytes);
    const inflated = deflated ? level.bytes : undefined;
    const dataSet = namingFile(name, () => parse(bytes, name, inflated));
    return { name, dataSet, level };
  } catch (thrown) {
    throw withFile(thrown, name);
  }
}

function kindOf(opened: Opened): ImageKind {
  const kind = KINDS[opened.dataSet.text(TAGS.sopClassUID) ?? ''];
  if (kind) return kind;
  throw unsupported(
    opened,
    'planes are written of CT, MR and PET Image Storage; of this class Reslice has no rules for derived images',
  );
}

const unsupported = ({ name }: Opened, detail: string): ResliceError =>
  new ResliceError('export/unsupported', { file: name, tag: TAGS.sopClassUID, detail });

function keptElements(
  levels: readonly RawLevel[],
  kind: ImageKind,
  dictionary: Dictionary,
  terms: readonly string[],
): Elements {
  const kept: Elements = new Map();
  const middle = levels[Math.floor(levels.length / 2)]!;
  for (const keyword of keptOf(kind)) {
    const { tag } = dictionary.byKeyword(keyword)!;
    const of = (level: RawLevel): Uint8Array | null => {
      const element = level.elements.findLast((each) => each.tag === tag);
      return element ? transcodeElement(level, element, { dictionary, terms }) : null;
    };
    const own = of(middle);
    if (!own) continue;
    if (MIDDLE.has(keyword) || levels.every((level) => level === middle || sameBytes(of(level), own)))
      kept.set(tag, own);
  }
  return kept;
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array): boolean =>
  a !== null && a.length === b.length && a.every((byte, n) => byte === b[n]);

/** Of transfer syntaxes by the end of their UIDs. Source: DICOM PS3.3 C.7.6.1.1.5.1 */
const METHODS: readonly (readonly [syntax: RegExp, method: string])[] = [
  [/\.4\.5\d$/, 'ISO_10918_1'],
  [/\.4\.81$/, 'ISO_14495_1'],
  [/\.4\.91$/, 'ISO_15444_1'],
  [/\.4\.203$/, 'ISO_15444_15'],
  [/\.4\.11[12]$/, 'ISO_18181_1'],
];

function lossyPastOf({ name, dataSet }: Opened): LossyPast | null {
  const syntax = transferSyntaxOf(dataSet, name);
  if (!syntax.lossy && dataSet.text(TAGS.lossyImageCompression) !== '01') return null;
  const methods = dataSet.texts(TAGS.lossyImageCompressionMethod).filter((method) => /^\w{1,16}$/.test(method));
  const ratios = (dataSet.numbers(TAGS.lossyImageCompressionRatio) ?? []).filter((ratio) => ratio > 0);
  const method = METHODS.find(([end]) => end.test(syntax.uid))?.[1];
  const [rows = 0, columns = 0, bits = 16] = [TAGS.rows, TAGS.columns, TAGS.bitsAllocated].map((tag) =>
    dataSet.uint16(tag),
  );
  const coded = dataSet.place(TAGS.pixelData)?.length ?? 0;
  // What the file does not tell is told by its own pixels, as they are coded.
  const own = syntax.lossy && coded > 0 ? [(rows * columns * bits) / 8 / coded] : [];
  return {
    methods: methods.length > 0 ? methods : method ? [method] : [],
    ratios: ratios.length > 0 ? ratios : own,
  };
}
