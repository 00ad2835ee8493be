// A file's bytes and what is to change -> the file with only that changed: headers are spliced, pixels and all else are copied as they are.
import { withFile } from '../dicom/fail-parse.ts';
import { TAGS } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import { loadDictionary } from './dictionary.ts';
import { applySplices, type EditScope, editLevel } from './edit-level.ts';
import { type Plan, type PlanNode, planEdits, SOP_CLASS_UID, SOP_INSTANCE_UID } from './edit-plan.ts';
import type { ElementChange, ElementEdit } from './element-edit.ts';
import { parsePath, pathText } from './element-path.ts';
import { joinBytes } from './encode-value.ts';
import { openRaw, type RawFile, type RawLevel } from './raw-elements.ts';
import { NOTHING_READ, requireAscii } from './reading.ts';

export interface EditedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly changes: readonly ElementChange[];
  /** What was to be removed and was not there, as `ElementChange.path` has it. */
  readonly absent: readonly string[];
}

export interface EditOptions {
  /** Name for errors. */
  readonly file?: string;
}

const DIRECTORY = '1.2.840.10008.1.3.10';
const META_LENGTH = 0x00020000;
/** What the file meta information says again. Source: DICOM PS3.10 7.1 */
const FOLLOWERS = [
  [SOP_CLASS_UID, 0x00020002, 'MediaStorageSOPClassUID'],
  [SOP_INSTANCE_UID, 0x00020003, 'MediaStorageSOPInstanceUID'],
] as const;

/** @throws ResliceError 'edit/bad-path', 'edit/bad-value', 'edit/refused' for what is wrong whatever the file */
export async function checkEdits(edits: readonly ElementEdit[]): Promise<void> {
  planEdits(edits, await loadDictionary());
}

/**
 * Every byte outside of the changed elements is the file's own: of a deflated file after inflating. Lengths around them are set right:
 * those of sequences and items that have one, of groups, of the file meta information.
 * @param bytes  a DICOM file, of any transfer syntax; left alone
 * @throws ResliceError 'edit/bad-path', 'edit/bad-value' (a value that the VR or the file's character set does not allow),
 * 'edit/refused' (what says how pixels are read, a DICOMDIR), and of the kinds of `loadSeries` for a file that cannot be walked
 */
export async function editElements(
  bytes: Uint8Array,
  edits: readonly ElementEdit[],
  { file }: EditOptions = {},
): Promise<EditedFile> {
  try {
    const dictionary = await loadDictionary();
    const raw = await openRaw(bytes);
    const plan = planEdits(edits, dictionary);
    if (mediaClassOf(raw) === DIRECTORY)
      throw new ResliceError('edit/refused', { detail: 'a DICOMDIR counts the bytes of its own records' });
    requireAscii(raw.dataSet, plan, dictionary);
    const [own, head] = [new Map(plan), new Map<number, PlanNode>()];
    for (const [tag, node] of plan) {
      if (tag >>> 16 !== 2) continue;
      own.delete(tag);
      head.set(tag, node);
    }
    const changes: ElementChange[] = [];
    const scope = (): EditScope => ({ dictionary, splices: [], changes, depth: 0 });
    const ofMeta = scope();
    const ofData = scope();
    editLevel(raw.dataSet, own, NOTHING_READ, ofData);
    editMeta(raw, head, plan, ofMeta);
    const absent = edits
      .filter(({ value }) => value === null)
      .map(({ path }) => pathText(parsePath(path, dictionary)))
      .filter((path) => !changes.some((change) => change.path === path));
    if (!raw.deflated) return { bytes: applySplices(bytes, [...ofMeta.splices, ...ofData.splices]), changes, absent };
    const data = await deflated(applySplices(raw.dataSet.bytes, ofData.splices));
    return { bytes: joinBytes([applySplices(bytes.subarray(0, raw.metaEnd), ofMeta.splices), data]), changes, absent };
  } catch (thrown) {
    throw withFile(thrown, file ?? '');
  }
}

const mediaClassOf = ({ meta }: RawFile): string | undefined => {
  const element = meta?.elements.find(({ tag }) => tag === 0x00020002);
  return (
    element &&
    new TextDecoder('latin1')
      .decode(meta!.bytes.subarray(element.offset, element.offset + element.length))
      .replace(/\0+$/, '')
  );
};

/** Group 0002, with what follows the data set, and its length. */
function editMeta({ meta }: RawFile, head: Plan, plan: Plan, scope: EditScope): void {
  if (!meta) {
    const [node] = head.values();
    if (node)
      throw new ResliceError('edit/refused', {
        tag: TAGS.transferSyntaxUID,
        detail: 'the file has no file meta information',
      });
    return;
  }
  for (const [tag, follower, keyword] of FOLLOWERS) {
    const value = plan.get(tag)?.value;
    if (value === undefined || !meta.elements.some((element) => element.tag === follower)) continue;
    head.set(follower, {
      step: { tag: follower, keyword, vr: 'UI', item: null },
      path: keyword,
      value,
      items: new Map(),
    });
  }
  const delta = editLevel(meta, head, NOTHING_READ, scope);
  setMetaLength(meta, delta, scope);
}

/** Counted whether something changed or not: a reader that trusts a wrong one would not find the data set. */
function setMetaLength({ elements, end }: RawLevel, delta: number, { splices }: EditScope): void {
  const counter = elements.find(({ tag }) => tag === META_LENGTH);
  if (counter?.length !== 4) return;
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, end - counter.end + delta, true);
  splices.push({ from: counter.offset, to: counter.end, bytes: length, depth: 0, tag: META_LENGTH });
}

/** Source: DICOM PS3.5 A.5: raw deflate, a null byte makes it even */
async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const { deflateSync } = await import('fflate');
  const packed = deflateSync(bytes);
  return packed.length % 2 === 0 ? packed : joinBytes([packed, Uint8Array.of(0)]);
}
