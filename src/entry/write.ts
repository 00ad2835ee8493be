// `reslice/write`: headers of DICOM files changed, and planes written as DICOM files. Works in browsers and in Node.
export { checkEdits, type EditedFile, type EditOptions, editElements } from '../edit/edit-elements.ts';
export type { ElementChange } from '../edit/edit-level.ts';
export type { ElementEdit } from '../edit/edit-plan.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export { type ExportedFile, type ExportOptions, exportPlanes } from '../export/export-planes.ts';
export type { ExportSource } from '../export/read-sources.ts';
export { planePositions } from '../plane/plane-positions.ts';
