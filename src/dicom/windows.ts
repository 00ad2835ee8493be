// The windows of a file. A bad one is reported and the next is used.
import { ResliceError } from '../errors.ts';
import { isValidWindow, type VoiFunction, type VoiWindow } from '../voi/voi-window.ts';
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

const FUNCTIONS: readonly string[] = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] satisfies VoiFunction[];

/** Source: DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3 */
export function readWindows(dataSet: DataSet, file: string, problems: ResliceError[]): readonly VoiWindow[] {
  const centers = dataSet.numbers(TAGS.windowCenter) ?? [];
  const widths = dataSet.numbers(TAGS.windowWidth) ?? [];
  const explanations = dataSet.labels(TAGS.windowCenterWidthExplanation);
  const named = dataSet.text(TAGS.voiLutFunction) ?? 'LINEAR';
  if (centers.length > 0 && !FUNCTIONS.includes(named)) {
    const detail = `${/^[A-Z_]{1,16}$/.test(named) ? named : 'unknown'} is no function of the standard`;
    problems.push(new ResliceError('dicom/bad-value', { file, tag: TAGS.voiLutFunction, detail }));
    return [];
  }
  return centers.flatMap((center, n): VoiWindow[] => {
    const explanation = explanations[n];
    const window = {
      center,
      width: widths[n] ?? Number.NaN,
      function: named as VoiFunction,
      ...(explanation ? { explanation } : {}),
    };
    if (isValidWindow(window)) return [window];
    problems.push(
      new ResliceError('dicom/bad-value', { file, tag: TAGS.windowWidth, detail: `window ${n + 1} is left out` }),
    );
    return [];
  });
}
