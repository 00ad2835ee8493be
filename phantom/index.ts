// What demo, tests and examples import.
export { type Field, linearField, noiseValues, petValueAt } from './fields.ts';
export { type PhantomSlice, phantomGeometry, toDS } from './geometry.ts';
export { HEAD_POINTS, HEAD_VALUES, headValueAt, isInRamp, rampValueAt } from './head.ts';
export { type PhantomOptions, withDefaults } from './options.ts';
export { PHANTOMS, type PhantomName, type PhantomPreset } from './presets.ts';
export { type PhantomFile, phantomFiles, phantomSeries, phantomVolumeInput } from './series.ts';
