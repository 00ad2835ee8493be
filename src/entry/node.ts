// `reslice/node`: paths in; volumes, planes, numbers and pictures out, without a browser. It gives all that `reslice/cpu` gives as well.
export type { ImageHeader } from '../dicom/image-header.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export { isNote, type LoadProgress } from '../load/load-series.ts';
export type { Series, Stack, TimedVolume } from '../load/series.ts';
export type { Vec3 } from '../math/vec3.ts';
export { checkMeasurement } from '../measure/check-measurement.ts';
export { createMeasurement } from '../measure/create-measurement.ts';
export { type Drawing, type DrawnEllipse, drawingOf, type PixelPoint } from '../measure/drawing.ts';
export { handlesOf, moveHandle, moveMeasurement, pixelShift } from '../measure/edit.ts';
export { type Hit, hitTest } from '../measure/hit-test.ts';
export { isNear } from '../measure/is-near.ts';
export {
  type AngleResult,
  type LengthResult,
  type MeasurementResult,
  type MeasureOptions,
  measure,
  type ProbeResult,
  type RegionResult,
  type ResultOf,
} from '../measure/measure.ts';
export type { Measurement, MeasurementKind, RegionKind } from '../measure/measurement.ts';
export {
  MeasurementList,
  type MeasurementListEvents,
  type MeasurementListJson,
  type MeasurementListOptions,
} from '../measure/measurement-list.ts';
export type { Counted } from '../measure/region-samples.ts';
export { resultLines } from '../measure/result-lines.ts';
export type { Histogram, Statistics } from '../measure/statistics.ts';
export { type VolumeStatistics, volumeStatistics } from '../measure/volume-statistics.ts';
export { type FoundFile, findFiles } from '../node/find-files.ts';
export { loadSeries, type PathLoadOptions } from '../node/load-series.ts';
export { coverStack, namedGeometry, namedPlane, type PlaneName, positionOf } from '../plane/named-plane.ts';
export { type Plane, type PlaneGeometry, patientToPixel, pixelToPatient } from '../plane/plane.ts';
export { stepPlane } from '../plane/step-plane.ts';
export { type CpuSampler, createCpuSampler } from '../sampler/cpu/cpu-sampler.ts';
export { type Grey16Options, grey16 } from '../sampler/grey-16.ts';
export { npyBytes } from '../sampler/npy-bytes.ts';
export { pngBytes } from '../sampler/png-bytes.ts';
export type { Interpolation, PictureOptions, SampleOptions, Sampler, Slab } from '../sampler/sampler.ts';
export type { StackReport } from '../series/stack-report.ts';
export { type ColorBar, type ColorBarTick, colorBar } from '../voi/color-bar.ts';
export {
  COLORMAP_NAMES,
  type Colormap,
  type ColormapName,
  createColormap,
  type OwnColormap,
} from '../voi/colormap.ts';
export { type LevelOptions, levelOf } from '../voi/level-of.ts';
export { loadColormap } from '../voi/load-colormap.ts';
export { PRESETS, type PresetName } from '../voi/presets.ts';
export {
  isLutChoice,
  type VoiLut,
  type VoiLutChoice,
  type VoiTransform,
  windowOfLut,
} from '../voi/voi-lut.ts';
export type { VoiFunction, VoiWindow } from '../voi/voi-window.ts';
export { createVolume, type SliceInput, type VolumeInput } from '../volume/create-volume.ts';
export { inUnit } from '../volume/in-unit.ts';
export { resolveWindow, type WindowRequest } from '../volume/resolve-window.ts';
export type { Orientation, PaddingRange, Slice, StoredValues, Volume, VolumeUnit } from '../volume/volume.ts';
