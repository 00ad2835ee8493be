// Other units than the rescale's that a file lets its values be given in: Real World Value Mapping, and SUV for PET.
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

/** stored value · slope + intercept = value in `unit`. */
export interface UnitMapping {
  /** To select it by, for example 'SUVbw' or the mapping's LUT Label. */
  readonly name: string;
  readonly unit: string;
  readonly slope: number;
  readonly intercept: number;
  /** Where the formula comes from. */
  readonly source: string;
}

interface Rescale {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
}

/** Linear mappings only; those with a table are left out. Source: DICOM PS3.3 C.7.6.16.2.11 */
export function readMappings(dataSet: DataSet): readonly UnitMapping[] {
  return dataSet.items(TAGS.realWorldValueMappingSequence).flatMap((item, n): UnitMapping[] => {
    const slope = item.numbers(TAGS.realWorldValueSlope)?.[0];
    const intercept = item.numbers(TAGS.realWorldValueIntercept)?.[0];
    if (!slope || !Number.isFinite(slope) || intercept === undefined || !Number.isFinite(intercept)) return [];
    const unit = item.items(TAGS.measurementUnitsCodeSequence)[0]?.label(TAGS.codeValue) ?? 'a.u.';
    const name = item.label(TAGS.lutLabel) ?? `mapping ${n + 1}`;
    return [{ name, unit, slope, intercept, source: 'DICOM PS3.3 C.7.6.16.2.11 (Real World Value Mapping)' }];
  });
}

/**
 * SUV by body weight: activity per gram, relative to what was injected, decayed to the start of the scan.
 * Source: QIBA, FDG-PET/CT SUV Technical Committee, "SUV calculation" (vendor-neutral pseudo-code, happy path only)
 */
export function readSuv(dataSet: DataSet, { rescaleSlope, rescaleIntercept }: Rescale): readonly UnitMapping[] {
  if (dataSet.text(TAGS.modality) !== 'PT') return [];
  const factor = suvFactor(dataSet);
  if (factor === null) return [];
  return [
    {
      name: 'SUVbw',
      unit: 'g/ml',
      slope: rescaleSlope * factor,
      intercept: rescaleIntercept * factor,
      source: 'QIBA SUV body weight, decay corrected to the start of the scan',
    },
  ];
}

function suvFactor(dataSet: DataSet): number | null {
  const units = dataSet.text(TAGS.units);
  if (units === 'GML') return 1;
  const corrected = dataSet.texts(TAGS.correctedImage);
  if (units !== 'BQML' || !corrected.includes('ATTN') || !corrected.includes('DECY')) return null;
  const drug = dataSet.items(TAGS.radiopharmaceuticalInformationSequence)[0];
  const weight = positive(dataSet, TAGS.patientWeight);
  const dose = drug && positive(drug, TAGS.radionuclideTotalDose);
  const halfLife = drug && positive(drug, TAGS.radionuclideHalfLife);
  if (!weight || !dose || !halfLife) return null;
  const decay = dataSet.text(TAGS.decayCorrection);
  if (decay === 'ADMIN') return (weight * 1000) / dose;
  if (decay !== 'START') return null;
  const elapsed = secondsFromInjection(dataSet, drug);
  if (elapsed === null || elapsed < 0) return null;
  return (weight * 1000) / (dose * 2 ** (-elapsed / halfLife));
}

function positive(dataSet: DataSet, tag: Tag): number | null {
  const value = dataSet.numbers(tag)?.[0];
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}

/** From the injection to the series' start, s; the series' time, unless a later acquisition shows that it was rewritten. */
function secondsFromInjection(dataSet: DataSet, drug: DataSet): number | null {
  const date = dataSet.text(TAGS.seriesDate) ?? '';
  const series = seconds(`${date}${dataSet.text(TAGS.seriesTime) ?? ''}`);
  const acquired = seconds(`${dataSet.text(TAGS.acquisitionDate) ?? date}${dataSet.text(TAGS.acquisitionTime) ?? ''}`);
  if (series === null || (acquired !== null && series > acquired)) return null;
  const injected =
    seconds(drug.text(TAGS.radiopharmaceuticalStartDateTime) ?? '') ??
    seconds(`${date}${drug.text(TAGS.radiopharmaceuticalStartTime) ?? ''}`);
  return injected === null ? null : series - injected;
}

/** DT, or DA and TM together, as seconds. Source: DICOM PS3.5 6.2 */
function seconds(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d(?:\.\d+)?)?/.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year!, month! - 1, day, hour, minute) / 1000 + second;
}
