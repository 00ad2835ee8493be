// `reslice/dicom`: files in, series with volumes out. Works in browsers and in Node.
export type { ImageHeader } from '../dicom/image-header.ts';
export type { DictionaryEntry, ElementDictionary, ElementList, ListedElement } from '../dicom/listed-element.ts';
export { transferSyntaxName } from '../dicom/transfer-syntax-name.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export type { InputFile } from '../load/input-file.ts';
export { type ListOptions, listElements } from '../load/list-elements.ts';
export { isNote, type LoadOptions, type LoadProgress, loadSeries } from '../load/load-series.ts';
export type { Series, Stack, TimedVolume } from '../load/series.ts';
export type { StackReport } from '../series/stack-report.ts';
