// What is asked of an editor, and what it has done.

/** One change of a header. */
export interface ElementEdit {
  /** A keyword, (gggg,eeee), or one in a sequence's item: `RequestAttributesSequence[0].ScheduledProcedureStepID`. */
  readonly path: string;
  /** Values between backslashes; '' leaves the element empty, null removes it (or the item that the path ends with). */
  readonly value: string | null;
  /** Of an element that neither the dictionary nor the file knows. */
  readonly vr?: string;
}

/** What changed, for people. Texts are the file's own and the caller's. */
export interface ElementChange {
  /** As it was asked for, keywords where there are any. */
  readonly path: string;
  /** '(0010,0010)' */
  readonly id: string;
  readonly vr: string;
  /** Null: was not there. */
  readonly before: string | null;
  /** Null: removed. */
  readonly after: string | null;
}
