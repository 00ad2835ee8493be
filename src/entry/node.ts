// `reslice/node`: paths in; volumes, planes, numbers and pictures out, without a browser. It gives all that `reslice/cpu` gives as well.
export type { ImageHeader } from '../dicom/image-header.ts';
export { isNote, type LoadProgress } from '../load/load-series.ts';
export type { Series, Stack, TimedVolume } from '../load/series.ts';
export type { Statistics } from '../measure/statistics.ts';
export { type VolumeStatistics, volumeStatistics } from '../measure/volume-statistics.ts';
export { type FoundFile, findFiles } from '../node/find-files.ts';
export { loadSeries, type PathLoadOptions } from '../node/load-series.ts';
export { type Grey16Options, grey16 } from '../sampler/grey-16.ts';
export { npyBytes } from '../sampler/npy-bytes.ts';
export { pngBytes } from '../sampler/png-bytes.ts';
export type { StackReport } from '../series/stack-report.ts';
export * from './cpu.ts';
