// What is loaded with its first use, and kept; a failure is not: a network that was away comes back.

/** @returns `load`, whose first success answers for all */
export function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}
