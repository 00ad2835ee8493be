import { EXIT } from './io.ts';

/** What an error's code means for the exit status; null for one that is not of Reslice's own. */
export const statusOf = (code: string | null): number =>
  code !== null && /^(use|plane|voi|edit)\//.test(code) ? EXIT.badUse : EXIT.unreadable;
