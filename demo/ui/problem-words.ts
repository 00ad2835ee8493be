// What is wrong with a file, for people.
import type { ResliceError } from '../../src/entry/index.ts';

const WORDS: Readonly<Record<string, string>> = {
  'dicom/not-dicom': 'is not a DICOM file',
  'dicom/truncated': 'ends too early',
  'dicom/bad-value': 'has a value that cannot be right',
  'dicom/missing-tag': 'lacks an attribute that is needed',
  'dicom/unsupported-transfer-syntax': 'is compressed in a way that is not read yet',
  'dicom/unsupported-photometric': 'is not a grey-scale picture',
  'dicom/unsupported-pixel-format': 'stores its pixels in a way that is not read',
  'dicom/corrupt-codestream': 'has damaged pixel data',
  'dicom/no-pixel-data': 'holds no picture',
  'dicom/not-an-image': 'is not a picture',
  'dicom/limit-exceeded': 'is larger than can be right',
  'load/unreadable': 'cannot be read',
};

/** Why there is no volume, in a line. */
export const reasonWords = (reason: ResliceError | null): string =>
  reason ? [problemWords(reason), placeWords(reason)].filter(Boolean).join(': ') : 'has no geometry';

/** To follow the file's name. */
export const problemWords = ({ code }: ResliceError): string => WORDS[code] ?? code;

/** The attribute at fault and the detail; '' where there is neither. */
export const placeWords = ({ at: { tag, detail } }: ResliceError): string =>
  [tag && `${tag.keyword} ${tag.id}`, detail].filter(Boolean).join(': ');
