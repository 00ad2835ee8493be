// A server that npm started: npm runs it by a shell, which dies of a signal and does not pass it on. A patient's files would go on being
// served, by a process that nobody knows of.

/** How often it is looked, ms. */
const EVERY = 500;

/** Ends this process with the one that started it. */
export function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(143);
  }, EVERY).unref();
}
