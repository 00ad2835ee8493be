// Numbers as DICOM writes them. Source: DICOM PS3.5 6.2 (DS)

const MOST = 16;

/**
 * A decimal string of at most 16 characters, with as many digits as that allows. An exponent has two digits and stands where Python's does:
 * pydicom measures a string by that.
 */
export function decimalString(value: number): string {
  // One digit always fits: beside it are a sign and an exponent of five characters at most.
  for (let digits = 17; ; digits--) {
    const text = shortest(Number(value.toPrecision(digits)));
    if (text.length <= MOST || digits === 1) return text;
  }
}

function shortest(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e16)) return String(value);
  const [digits, exponent = ''] = value.toExponential().split('e');
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** What a reader makes of it. */
export const asWritten = (value: number): number => Number(decimalString(value));
