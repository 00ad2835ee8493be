// `reslice/element`: the custom elements. Importing it in a page defines them; on a server it defines nothing and touches nothing.
import { defineElements } from '../element/define-elements.ts';

export type { ElementSource } from '../element/data-source.ts';
export { defineElements } from '../element/define-elements.ts';
export type { Progress } from '../element/loader.ts';
export type { MprLayout, MprPlane } from '../element/mpr-parts.ts';
export type { ElementSnapshotOptions } from '../element/pane.ts';
export { ResliceMprElement } from '../element/reslice-mpr.ts';
export { ResliceViewElement } from '../element/reslice-view.ts';
export type { ElementEvents } from '../element/state-element.ts';
export { type ErrorCode, type ErrorPlace, isResliceError, ResliceError } from '../errors.ts';
export type { Measurement, MeasurementKind } from '../measure/measurement.ts';
export {
  MeasurementList,
  type MeasurementListEvents,
  type MeasurementListJson,
  type MeasurementListOptions,
} from '../measure/measurement-list.ts';
export { type EditCommand, isEditCommand, isSelectCommand, type SelectCommand } from '../view/input/command.ts';
export type { Tool } from '../view/input/tool.ts';

if (globalThis.customElements) defineElements();
