import { TRANSFER_SYNTAXES } from './transfer-syntax.ts';

/** What a transfer syntax's UID is called: 'JPEG Baseline'; '' for one that is not read. Source: DICOM PS3.6 annex A */
export const transferSyntaxName = (uid: string): string => TRANSFER_SYNTAXES.find((one) => one.uid === uid)?.name ?? '';
