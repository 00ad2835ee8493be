// Other units than the rescale's that a file lets its values be given in: Real World Value Mapping, and SUV for PET.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import type { PixelFormat } from './pixel-format.ts';
import { noSuv, readSuv } from './suv.ts';
import { TAGS, type Tag } from './tag.ts';
import { UNIT_TAGS } from './unit-tags.ts';

/** stored value · slope + intercept = value in `unit`. */
export interface UnitMapping {
  /** To select it by, for example 'SUVbw' or the mapping's LUT Label. */
  readonly name: string;
  readonly unit: string;
  readonly slope: number;
  readonly intercept: number;
  /** Stored values that it holds for, both ends included; null for all. */
  readonly mapped: readonly [first: number, last: number] | null;
  /** Where the formula comes from. */
  readonly source: string;
}

export type ReadUnitMappings = typeof readUnitMappings;

interface Rescale {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
}

/**
 * SUV, then the file's own mappings; names are told apart.
 * @param units  of the modality values, as the file writes them
 * @param rescale  null where it cannot be read: then nothing follows from it
 * @param format  of the stored values
 */
export function readUnitMappings(
  dataSet: DataSet,
  units: string,
  rescale: Rescale | null,
  format: PixelFormat,
  file: string,
  problems: ResliceError[],
): readonly UnitMapping[] {
  const mappings = [...suvMappings(dataSet, units, rescale, file, problems)];
  for (const [n, item] of dataSet.items(TAGS.realWorldValueMappingSequence).entries()) {
    const tell = (tag: Tag, detail: string): unknown =>
      problems.push(new ResliceError('dicom/bad-value', { file, tag, detail: `mapping ${n + 1} ${detail}` }));
    const mapping = readMapping(item, n + 1, format.signed);
    if ('why' in mapping) tell(mapping.tag, `is left out: ${mapping.why}`);
    else {
      mappings.push({ ...mapping, name: apart(mapping.name, mappings) });
      if (!holdsForAll(mapping, format)) tell(UNIT_TAGS.realWorldValueFirstValueMapped, PARTIAL);
    }
  }
  return mappings;
}

function suvMappings(
  dataSet: DataSet,
  units: string,
  rescale: Rescale | null,
  file: string,
  problems: ResliceError[],
): readonly UnitMapping[] {
  const suv = rescale && readSuv(dataSet, units);
  if (!suv) return [];
  if (!('factor' in suv)) {
    problems.push(noSuv(file, suv));
    return [];
  }
  const { factor, ...named } = suv;
  const [slope, intercept] = [rescale.rescaleSlope * factor, rescale.rescaleIntercept * factor];
  if (slope !== 0 && Number.isFinite(slope) && Number.isFinite(intercept))
    return [{ ...named, slope, intercept, mapped: null }];
  problems.push(noSuv(file, { tag: UNIT_TAGS.radionuclideTotalDose, detail: 'not the dose of a patient' }));
  return [];
}

const PARTIAL = 'holds for some stored values only: it is offered where there are no others';

/** Whether what is mapped is all that the bits can hold. */
function holdsForAll({ mapped }: UnitMapping, { kind, signed, bitsStored }: PixelFormat): boolean {
  if (!mapped) return true;
  const least = signed ? -(2 ** (bitsStored - 1)) : 0;
  return kind === 'integer' && mapped[0] <= least && mapped[1] >= least + 2 ** bitsStored - 1;
}

/** Linear mappings only; why another is left out. Source: DICOM PS3.3 C.7.6.16.2.11 */
function readMapping(item: DataSet, number: number, signed: boolean): UnitMapping | { tag: Tag; why: string } {
  const left = (tag: Tag, why: string) => ({ tag, why });
  if (item.has(UNIT_TAGS.realWorldValueLutData))
    return left(UNIT_TAGS.realWorldValueLutData, 'a table is not applied yet');
  const slope = item.numbers(UNIT_TAGS.realWorldValueSlope)?.[0];
  const intercept = item.numbers(UNIT_TAGS.realWorldValueIntercept)?.[0];
  if (!slope || !Number.isFinite(slope)) return left(UNIT_TAGS.realWorldValueSlope, 'no number, or 0');
  if (intercept === undefined || !Number.isFinite(intercept))
    return left(UNIT_TAGS.realWorldValueIntercept, 'no number');
  const unit = item.items(UNIT_TAGS.measurementUnitsCodeSequence)[0]?.label(UNIT_TAGS.codeValue) ?? 'a.u.';
  const name = item.label(UNIT_TAGS.lutLabel) ?? `mapping ${number}`;
  const source = 'DICOM PS3.3 C.7.6.16.2.11 (Real World Value Mapping)';
  return { name, unit, slope, intercept, mapped: readMapped(item, signed), source };
}

/** Of 16 bits, signed like the pixels whatever the VR says; or as doubles. */
function readMapped(item: DataSet, signed: boolean): UnitMapping['mapped'] {
  const word = (tag: Tag): number | undefined => {
    const raw = item.uint16(tag);
    return raw !== undefined && signed && raw > 32767 ? raw - 65536 : raw;
  };
  const double = (tag: Tag): number | undefined => item.numbers(tag)?.[0];
  const first =
    double(UNIT_TAGS.doubleFloatRealWorldValueFirstValueMapped) ?? word(UNIT_TAGS.realWorldValueFirstValueMapped);
  const last =
    double(UNIT_TAGS.doubleFloatRealWorldValueLastValueMapped) ?? word(UNIT_TAGS.realWorldValueLastValueMapped);
  if (first === undefined || last === undefined || !(Math.abs(first) < Infinity && Math.abs(last) < Infinity))
    return null;
  return [Math.min(first, last), Math.max(first, last)];
}

/** A name that none of `others` has. */
function apart(name: string, others: readonly UnitMapping[]): string {
  const taken = (wanted: string): boolean => others.some((other) => other.name === wanted);
  let [wanted, n] = [name, 1];
  while (taken(wanted)) wanted = `${name} (${++n})`;
  return wanted;
}
