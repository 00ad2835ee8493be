// Work that comes faster than it is done: one piece at a time, and of those that wait only the newest.

/** @returns runs `work`; null where something newer was asked for before its turn came. Rejects as `work` does. */
export function newestOnly<Asked, Answer>(
  work: (asked: Asked) => Promise<Answer>,
): (asked: Asked) => Promise<Answer | null> {
  interface Waiting {
    readonly asked: Asked;
    settle(answer: Promise<Answer> | null): void;
  }
  let waiting: Waiting | null = null;
  let busy = false;

  const next = (): void => {
    if (busy || !waiting) return;
    const { asked, settle } = waiting;
    [waiting, busy] = [null, true];
    const answer = work(asked);
    settle(answer);
    const done = (): void => {
      busy = false;
      next();
    };
    answer.then(done, done);
  };

  return (asked) =>
    new Promise((resolve) => {
      waiting?.settle(null);
      waiting = { asked, settle: resolve };
      next();
    });
}
