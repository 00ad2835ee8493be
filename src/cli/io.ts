// What a command touches of the outside: given to it, so that tests can look.

export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** Whether stderr is a terminal: progress is shown only there. */
  readonly terminal: boolean;
  /** Whether what goes to stdout may have colours; absent: no. */
  readonly colors?: boolean;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
}

/** What a command is given: it may end otherwise than done without anything having failed. */
export interface CommandIo extends CliIo {
  /** The exit status, one of `EXIT`; where it is not called, done. */
  finish(status: number): void;
}

/** DONE, compared and DIFFERENT (a later command), bad USE, UNREADABLE input. */
export const EXIT = { done: 0, different: 1, badUse: 2, unreadable: 3 } as const;
