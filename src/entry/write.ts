// `reslice/write`: headers of DICOM files changed, and planes written as DICOM files. Works in browsers and in Node.
export { checkEdits, type EditedFile, type EditOptions, editElements } from '../edit/edit-elements.ts';
export type { ElementChange, ElementEdit } from '../edit/element-edit.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export { type ExportedFile, type ExportOptions, exportPlanes } from '../export/export-planes.ts';
export type { ExportSource } from '../export/export-source.ts';
export type { Plane } from '../plane/plane.ts';
export { planePositions } from '../plane/plane-positions.ts';
export type { Interpolation, SampleOptions, Slab } from '../sampler/sampler.ts';
export type { VoiWindow } from '../voi/voi-window.ts';
export type { Volume } from '../volume/volume.ts';
