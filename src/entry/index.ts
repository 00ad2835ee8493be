// `reslice`: the renderer and its views. Importing it touches neither window nor document.
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export type { Vec3 } from '../math/vec3.ts';
export {
  coverStack,
  namedGeometry,
  namedPlane,
  type PlaneName,
  positionAxis,
  positionOf,
} from '../plane/named-plane.ts';
export { type Plane, type PlaneGeometry, patientToPixel, pixelToPatient } from '../plane/plane.ts';
export { stepPlane } from '../plane/step-plane.ts';
export type { Interpolation, Slab } from '../sampler/sampler.ts';
export type { Cine } from '../view/cine.ts';
export {
  type Crosshair,
  createCrosshair,
  crosshairOnPlane,
  moveCrosshair,
  type PaneName,
  planeOfPane,
  straighten,
  turnCrosshair,
} from '../view/crosshair.ts';
export {
  type CrosshairGrip,
  type CrosshairLine,
  crosshairLines,
  hitCrosshair,
  type Segment,
  slabAt,
} from '../view/crosshair-lines.ts';
export { drawnPlane } from '../view/drawn-plane.ts';
export {
  cineStep,
  fit,
  flipHorizontal,
  flipVertical,
  invert,
  nextKernel,
  nextSlab,
  pan,
  reset,
  rotate,
  scrub,
  thicken,
  windowDrag,
  zoom,
} from '../view/gesture.ts';
export type { CpuReason } from '../view/gpu-stage.ts';
export { applyCommand, type CommandPlace } from '../view/input/apply-command.ts';
export { applyCrosshair, type CrosshairMove } from '../view/input/apply-crosshair.ts';
export {
  type Command,
  type CrosshairCommand,
  type EditCommand,
  type HostCommand,
  isCrosshairCommand,
  isEditCommand,
  isSelectCommand,
  isViewCommand,
  type MeasureCommand,
  type Point,
  type SelectCommand,
  type ViewCommand,
} from '../view/input/command.ts';
export { type HelpRow, type HelpSection, helpSheet } from '../view/input/help.ts';
export {
  type Grip,
  type InputEvent,
  type KeyInput,
  keyInput,
  type PointerInput,
  pointerInput,
  type WheelInput,
  wheelInput,
} from '../view/input/input-event.ts';
export { type InputState, NO_INPUT, type Outcome } from '../view/input/input-state.ts';
export { nextInput } from '../view/input/next-input.ts';
export type { Scene } from '../view/input/scene.ts';
export { TOOLS, type Tool } from '../view/input/tool.ts';
export { type Link, type LinkOptions, link } from '../view/link.ts';
export { lettersOf, type OrientationLetters, orientationLetters } from '../view/orientation-letters.ts';
export { OVERLAY_LAYERS, type OverlayLayer, type OverlayLayers } from '../view/overlay-layers.ts';
export { createRenderer, type Renderer, type RendererOptions } from '../view/renderer.ts';
export { type ScaleBar, scaleBar } from '../view/scale-bar.ts';
export type { Bitmap, SnapshotOptions } from '../view/snapshot.ts';
export { type Steps, stepsOf, stepTo } from '../view/steps.ts';
export { throughPoint } from '../view/through-point.ts';
export type { PlaneValues, Probe, Rendered, View, ViewEvents, ViewOptions } from '../view/view.ts';
export type { StackSource, ViewSource } from '../view/view-source.ts';
export type { ViewRequest, ViewState } from '../view/view-state.ts';
export { type ColorBar, type ColorBarTick, colorBar } from '../voi/color-bar.ts';
export {
  COLORMAP_NAMES,
  type Colormap,
  type ColormapName,
  createColormap,
  type OwnColormap,
} from '../voi/colormap.ts';
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
