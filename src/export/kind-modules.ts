// What CT, MR and PET ask for beyond what their sources give.

import type { Dictionary } from '../edit/dictionary.ts';
import type { DataSetWriter } from './data-set-writer.ts';
import { emptyOf } from './kept-attributes.ts';
import type { Sources } from './read-sources.ts';

const CONTRAST = [
  'ContrastBolusAgentSequence',
  'ContrastBolusRoute',
  'ContrastBolusVolume',
  'ContrastBolusStartTime',
  'ContrastBolusStopTime',
  'ContrastBolusTotalDose',
  'ContrastFlowRate',
  'ContrastFlowDuration',
  'ContrastBolusIngredient',
  'ContrastBolusIngredientConcentration',
];

const TRIAL = {
  needed: ['ClinicalTrialSponsorName', 'ClinicalTrialProtocolID', 'ClinicalTrialSubjectID'],
  empty: ['ClinicalTrialProtocolName', 'ClinicalTrialSiteID', 'ClinicalTrialSiteName'],
  more: ['ClinicalTrialSubjectReadingID'],
};

/** Body parts that there are two of. Source: DICOM PS3.16 annex L */
const PAIRED =
  /^(ANKLE|ARM|AXILLA|BREAST|CALCANEUS|CLAVICLE|EAR|ELBOW|EXTREMITY|EYE|FEMUR|FINGER|FOOT|FOREARM|HAND|HIP|HUMERUS|KIDNEY|KNEE|LEG|LUNG|ORBIT|PATELLA|RADIUS|SCAPULA|SHOULDER|THIGH|THUMB|TOE|WRIST)$/;

/**
 * Fills in, empty where DICOM allows it, what an image must have and the sources do not tell.
 * @param planes  how many images the series has; `index` from 0
 */
export function putKind(
  writer: DataSetWriter,
  dictionary: Dictionary,
  sources: Sources,
  planes: number,
  index: number,
): void {
  const { kind, inversionRecovery } = sources;
  const tagOf = (keyword: string): number => dictionary.byKeyword(keyword)!.tag;
  const has = (keyword: string): boolean => writer.elements.has(tagOf(keyword));
  const text = (keyword: string): string => textOf(writer, tagOf(keyword));
  const drop = (keyword: string): void => void writer.elements.delete(tagOf(keyword));
  for (const keyword of emptyOf(kind)) {
    if (has(keyword)) continue;
    if (keyword.endsWith('Sequence')) writer.putSequence(keyword);
    else writer.put(keyword);
  }
  // Empty says that nobody knows, which is so where the part has two sides, or is not told.
  const part = text('BodyPartExamined');
  const sided = part === '' || PAIRED.test(part);
  if (!text('Laterality')) {
    if (sided) writer.put('Laterality');
    else drop('Laterality');
  }
  // Without an agent there is no module for the rest to be in.
  if (!has('ContrastBolusAgent')) for (const keyword of CONTRAST) drop(keyword);
  if (
    text('PatientIdentityRemoved') === 'YES' &&
    !text('DeidentificationMethod') &&
    !has('DeidentificationMethodCodeSequence')
  )
    writer.put('DeidentificationMethod', 'Not told by the source images');
  putTrial(writer, has, drop);
  writer.put('Modality', kind);
  if (kind === 'MR') {
    // Research mode, and no variant: what the standard has for a sequence that nobody names.
    if (!text('ScanningSequence')) writer.put('ScanningSequence', 'RM');
    if (!text('SequenceVariant')) writer.put('SequenceVariant', 'NONE');
    if (!inversionRecovery) drop('InversionTime');
    // Of heart or pulse gating.
    if (!/(^|\\)(CG|PPG)(\\|$)/.test(text('ScanOptions'))) drop('TriggerTime');
    else if (!has('TriggerTime')) writer.put('TriggerTime');
  }
  if (kind === 'PT') {
    writer.put('NumberOfSlices', planes);
    writer.put('ImageIndex', index + 1);
    if (text('SeriesType').startsWith('DYNAMIC')) writer.put('NumberOfTimeSlices', 1);
  }
  // PET's codes say the same, and DICOM allows one of the two.
  const coded = kind === 'PT' && !isEmpty(writer, tagOf('PatientOrientationCodeSequence'));
  if (coded) drop('PatientPosition');
  else if (!has('PatientPosition')) writer.put('PatientPosition');
}

/** Both modules of a clinical trial are whole, or are not there. Source: DICOM PS3.3 C.7.1.3, C.7.2.3 */
function putTrial(writer: DataSetWriter, has: (keyword: string) => boolean, drop: (keyword: string) => void): void {
  if (TRIAL.needed.every(has)) {
    for (const keyword of TRIAL.empty) if (!has(keyword)) writer.put(keyword);
  } else for (const keyword of [...TRIAL.needed, ...TRIAL.empty, ...TRIAL.more]) drop(keyword);
  if (has('ClinicalTrialTimePointDescription') && !has('ClinicalTrialTimePointID'))
    writer.put('ClinicalTrialTimePointID');
}

/** Of a text that is written with a length of 16 bits. */
function textOf({ elements }: DataSetWriter, tag: number): string {
  const bytes = elements.get(tag);
  return bytes ? new TextDecoder('latin1').decode(bytes.subarray(8)).replace(/[\0 ]+$/, '') : '';
}

const isEmpty = ({ elements }: DataSetWriter, tag: number): boolean => (elements.get(tag)?.length ?? 12) <= 12;
