// Functional groups -> one data set a frame, in which each attribute is found where an ordinary image has it. So the rest of the
// reader knows nothing of enhanced objects.
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

/** Macros whose first item holds attributes that ordinary images have at the top. Source: DICOM PS3.3 C.7.6.16.2, C.8.13 to C.8.15 */
const MACROS: readonly Tag[] = [
  TAGS.frameContentSequence,
  TAGS.planePositionSequence,
  TAGS.planeOrientationSequence,
  TAGS.pixelMeasuresSequence,
  TAGS.frameVoiLutSequence,
  TAGS.pixelValueTransformationSequence,
  TAGS.mrEchoSequence,
  TAGS.mrDiffusionSequence,
  TAGS.cardiacSynchronizationSequence,
  TAGS.temporalPositionSequence,
  TAGS.segmentIdentificationSequence,
  TAGS.mrImageFrameTypeSequence,
  TAGS.ctImageFrameTypeSequence,
  TAGS.petFrameTypeSequence,
  TAGS.unassignedPerFrameConvertedAttributesSequence,
  TAGS.unassignedSharedConvertedAttributesSequence,
];

/**
 * @returns `frames` data sets: a frame's own groups over the shared ones over the data set; the data set itself where there are
 * no groups. @throws ResliceError of the kinds of `parse`, without the file's name. Source: DICOM PS3.3 C.7.6.16
 */
export function frameDataSets(dataSet: DataSet, frames: number): readonly DataSet[] {
  const shared = layersOf(dataSet.items(TAGS.sharedFunctionalGroupsSequence)[0]);
  const perFrame = dataSet.items(TAGS.perFrameFunctionalGroupsSequence);
  if (shared.length === 0 && perFrame.length === 0) return new Array<DataSet>(frames).fill(dataSet);
  // Frames without groups of their own have one data set, which is read once.
  const common = layered([...shared, dataSet]);
  return Array.from({ length: frames }, (_, n) =>
    perFrame[n] ? layered([...layersOf(perFrame[n]), ...shared, dataSet]) : common,
  );
}

/** A group's macros, and the group itself: it holds Real World Value Mapping directly. */
function layersOf(group: DataSet | undefined): readonly DataSet[] {
  if (!group) return [];
  return [...MACROS.flatMap((macro) => group.items(macro).slice(0, 1)), group];
}

/** The first of `layers` that has a value of an attribute answers for it: one that is there and empty hides nothing. */
function layered(layers: readonly DataSet[]): DataSet {
  const root = layers.at(-1)!;
  const holder = (tag: Tag): DataSet => layers.find((layer) => layer.place(tag)?.length) ?? root;
  return {
    bytes: root.bytes,
    bigEndian: root.bigEndian,
    has: (tag) => holder(tag).has(tag),
    place: (tag) => holder(tag).place(tag),
    text: (tag) => holder(tag).text(tag),
    texts: (tag) => holder(tag).texts(tag),
    label: (tag) => holder(tag).label(tag),
    labels: (tag) => holder(tag).labels(tag),
    numbers: (tag) => holder(tag).numbers(tag),
    uint16: (tag) => holder(tag).uint16(tag),
    items: (tag) => holder(tag).items(tag),
  };
}
