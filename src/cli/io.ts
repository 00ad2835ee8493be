// What a command touches of the outside: given to it, so that tests can look.

export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** Whether stderr is a terminal: progress is shown only there. */
  readonly terminal: boolean;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
}

/** DONE, compared and DIFFERENT (a later command), bad USE, UNREADABLE input. */
export const EXIT = { done: 0, different: 1, badUse: 2, unreadable: 3 } as const;
