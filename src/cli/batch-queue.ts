// Which job is next: one on the files that the worker has at hand, else on files that nobody has, else whoever has most left is helped.
import { groupBy } from '../series/group-by.ts';
import { filesKey, type Job } from './batch-jobs.ts';

/** @returns the next job for whoever has done `last`, or null when all are taken */
export function jobQueue(jobs: readonly Job[]): (last: Job | null) => Job | null {
  const waiting = groupBy(jobs, filesKey);
  const begun = new Set<string>();
  const take = (key: string): Job => {
    begun.add(key);
    const group = waiting.get(key)!;
    const job = group.shift()!;
    if (group.length === 0) waiting.delete(key);
    return job;
  };
  return (last) => {
    if (last && waiting.has(filesKey(last))) return take(filesKey(last));
    if (waiting.size === 0) return null;
    const fresh = [...waiting.keys()].find((key) => !begun.has(key));
    if (fresh !== undefined) return take(fresh);
    const [most] = [...waiting].reduce((a, b) => (b[1].length > a[1].length ? b : a));
    return take(most);
  };
}
