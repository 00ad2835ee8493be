import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';
import type { ReadUnitMappings } from './unit-mappings.ts';

/** The reader of unit mappings, where the file may have some: a chunk of its own, since most files have none. */
export async function loadUnitMappings(dataSet: DataSet): Promise<ReadUnitMappings | undefined> {
  const may =
    dataSet.text(TAGS.modality) === 'PT' ||
    dataSet.has(TAGS.realWorldValueMappingSequence) ||
    // It stands in functional groups as well.
    dataSet.has(TAGS.sharedFunctionalGroupsSequence) ||
    dataSet.has(TAGS.perFrameFunctionalGroupsSequence);
  return may ? (await import('./unit-mappings.ts')).readUnitMappings : undefined;
}
