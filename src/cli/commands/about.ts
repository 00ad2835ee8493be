// Words that several commands say.

export const PATHS = 'files, folders (searched), .zip, DICOMDIR';
export const NOTICE = 'Not a medical device, and not for diagnosis.';

/** What stands below a command's options: examples as they are typed, and what the program is not. */
export const afterHelp = (...examples: readonly string[]): string =>
  ['', 'Examples:', ...examples.map((line) => `  ${line}`), '', NOTICE].join('\n');
