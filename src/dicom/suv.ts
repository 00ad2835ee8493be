// PET in Bq/ml -> SUV by body weight; PET that is SUV already, under its own name. Where there is none, the reason.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import { type NoSuv, secondsFromInjection } from './suv-times.ts';
import { TAGS, type Tag } from './tag.ts';
import { UNIT_TAGS } from './unit-tags.ts';

export interface Suv {
  /** 'SUVbw', 'SUVlbm', … */
  readonly name: string;
  readonly unit: string;
  /** SUV per modality value. */
  readonly factor: number;
  readonly source: string;
}

export const noSuv = (file: string, { tag, detail, code = 'dicom/bad-value' }: NoSuv): ResliceError =>
  new ResliceError(code, { file, tag, detail: `no SUV: ${detail}` });

/** SUV Type's terms as names, and the Units they go with. Source: DICOM PS3.3 C.8.9.1 */
const TYPES: Readonly<Record<string, readonly [name: string, units: string]>> = {
  BW: ['SUVbw', 'GML'],
  LBM: ['SUVlbm', 'GML'],
  LBMJAMES128: ['SUVlbm James 128', 'GML'],
  LBMJANMA: ['SUVlbm Janma', 'GML'],
  IBW: ['SUVibw', 'GML'],
  BSA: ['SUVbsa', 'CM2ML'],
};

/**
 * @param units  of the modality values, as the file writes them
 * @returns null where nobody would look for SUV: no PET, or counts
 * Source: QIBA, FDG-PET/CT SUV Technical Committee, "SUV calculation" (vendor-neutral pseudo-code, happy path only)
 */
export function readSuv(dataSet: DataSet, units: string): Suv | NoSuv | null {
  if (dataSet.text(TAGS.modality) !== 'PT') return null;
  if (units === 'GML' || units === 'CM2ML') return readSuvType(dataSet, units);
  if (units !== 'BQML') return null;
  const factor = bodyWeightFactor(dataSet);
  if (typeof factor !== 'number') return factor;
  const source = 'QIBA SUV body weight, decay corrected to the start of the scan';
  return { name: 'SUVbw', unit: 'g/ml', factor, source };
}

/** Values are SUV already; of which kind, SUV Type says: by body weight where it is absent and the Units are g/ml. */
function readSuvType(dataSet: DataSet, units: string): Suv | NoSuv {
  const known = TYPES[dataSet.text(UNIT_TAGS.suvType) ?? (units === 'GML' ? 'BW' : 'BSA')];
  if (!known) return { tag: UNIT_TAGS.suvType, detail: 'not a type that is known' };
  if (known[1] !== units) return { tag: UNIT_TAGS.suvType, detail: 'does not go with Units' };
  const source = 'Units (0054,1001) and SUVType (0054,1006)';
  return { name: known[0], unit: units === 'GML' ? 'g/ml' : 'cm2/ml', factor: 1, source };
}

function bodyWeightFactor(dataSet: DataSet): number | NoSuv {
  const corrected = dataSet.texts(UNIT_TAGS.correctedImage);
  if (!corrected.includes('ATTN') || !corrected.includes('DECY'))
    return { tag: UNIT_TAGS.correctedImage, detail: 'does not say attenuation and decay correction' };
  const drug = dataSet.items(UNIT_TAGS.radiopharmaceuticalInformationSequence)[0];
  if (!drug) return missing(UNIT_TAGS.radiopharmaceuticalInformationSequence);
  const weight = positive(dataSet, UNIT_TAGS.patientWeight);
  const dose = positive(drug, UNIT_TAGS.radionuclideTotalDose);
  const halfLife = positive(drug, UNIT_TAGS.radionuclideHalfLife);
  for (const value of [weight, dose, halfLife]) if (typeof value !== 'number') return value;
  const grams = (weight as number) * 1000;
  const decay = dataSet.text(UNIT_TAGS.decayCorrection);
  if (decay === 'ADMIN') return grams / (dose as number);
  if (decay !== 'START') return { tag: UNIT_TAGS.decayCorrection, detail: 'neither START nor ADMIN' };
  const elapsed = secondsFromInjection(dataSet, drug, halfLife as number);
  if (typeof elapsed !== 'number') return elapsed;
  return grams / ((dose as number) * 2 ** (-elapsed / (halfLife as number)));
}

const missing = (tag: Tag): NoSuv => ({ tag, detail: 'absent', code: 'dicom/missing-tag' });

function positive(dataSet: DataSet, tag: Tag): number | NoSuv {
  const value = dataSet.numbers(tag)?.[0];
  if (value === undefined) return missing(tag);
  return Number.isFinite(value) && value > 0 ? value : { tag, detail: 'not above 0' };
}
