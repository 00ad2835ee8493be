// One error family: a code to act on, the file and the tag at fault, and a detail for people.
// Never a value of a patient's attribute: messages end up in logs.

/** What went wrong, as `area/kind`; the area is the layer that says so. */
export type ErrorCode =
  | 'dicom/not-dicom'
  | 'dicom/truncated'
  | 'dicom/bad-value'
  | 'dicom/missing-tag'
  | 'dicom/unsupported-transfer-syntax'
  | 'dicom/unsupported-photometric'
  | 'dicom/unsupported-pixel-format'
  | 'dicom/corrupt-codestream'
  | 'dicom/no-pixel-data'
  | 'dicom/not-an-image'
  | 'dicom/limit-exceeded'
  | 'load/aborted'
  | 'load/unreadable'
  | 'volume/bad-value'
  | 'plane/bad-value'
  | 'voi/bad-value'
  | 'measure/bad-value'
  | 'edit/bad-path'
  | 'edit/bad-value'
  | 'edit/refused'
  | 'export/unsupported'
  | 'gpu/unavailable'
  | 'gpu/compile'
  | 'gpu/unknown-uniform'
  | 'gpu/limit-exceeded'
  | 'gpu/context-lost'
  | 'element/falsified-readback'
  | 'golden/missing'
  | 'golden/not-drawn'
  | 'golden/bad-file'
  | 'golden/other-volume'
  | 'use/bad-argument'
  | 'use/disposed';

/** A DICOM attribute as errors name it, for example `{ keyword: 'PixelSpacing', id: '(0028,0030)' }`. */
export interface TagName {
  readonly keyword: string;
  readonly id: string;
}

/** Where it went wrong; `detail` is one short clause and never holds a patient attribute's value. */
export interface ErrorPlace {
  readonly file?: string | undefined;
  readonly tag?: TagName | undefined;
  readonly detail?: string | undefined;
}

/** The only error class that Reslice throws. `message` reads `code: file: Keyword (gggg,eeee): detail`. */
export class ResliceError extends Error {
  override readonly name = 'ResliceError';
  readonly code: ErrorCode;
  readonly at: ErrorPlace;

  constructor(code: ErrorCode, at: ErrorPlace = {}, options?: { readonly cause?: unknown }) {
    super([code, at.file, at.tag && `${at.tag.keyword} ${at.tag.id}`, at.detail].filter(Boolean).join(': '), options);
    this.code = code;
    this.at = at;
  }
}

/** Whether `value`, caught from anywhere, is Reslice's own error (and, with `code`, of that kind). */
export const isResliceError = (value: unknown, code?: ErrorCode): value is ResliceError =>
  value instanceof ResliceError && (code === undefined || value.code === code);
