// Workers that read inputs. Where they cannot be had (no Worker, a Content-Security-Policy, a bundler that lost the file) there is
// no pool, and the caller reads by itself.
import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import { isResliceError, ResliceError } from '../errors.ts';
import { createWorker } from './create-worker.ts';
import { bytesOf, type InputFile } from './input-file.ts';
import type { ReadResult } from './read-input.ts';
import type { ReadWorker } from './read-worker.ts';
import { unpackResult } from './wire.ts';

export interface WorkerPool {
  readonly size: number;
  /** Reads one input in whichever worker is free first. */
  read(file: InputFile, nested: boolean): Promise<ReadResult>;
  /** Ends all work at once; what is being read never answers. */
  close(): void;
}

/** ms in which a worker must have said that it runs. */
const PATIENCE = 5000;

interface Member {
  readonly worker: Worker;
  readonly remote: Remote<ReadWorker>;
  /** Rejects where the worker breaks down while it reads. */
  readonly broken: Promise<never>;
}

/** @returns null where no worker comes up */
export async function openPool(size: number): Promise<WorkerPool | null> {
  const started = await Promise.all(Array.from({ length: size }, start));
  const members = started.filter((member) => member !== null);
  if (members.length === 0) return null;
  const free = [...members];
  const waiting: ((member: Member) => void)[] = [];
  const take = (): Promise<Member> => {
    const member = free.shift();
    return member ? Promise.resolve(member) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (member: Member): void => {
    const next = waiting.shift();
    if (next) next(member);
    else free.push(member);
  };
  return {
    size: members.length,
    async read(file, nested) {
      const member = await take();
      try {
        const input = await inputOf(file, nested);
        const result = await Promise.race([member.remote.read(file.name, input, nested), member.broken]);
        return unpackResult(result);
      } catch (cause) {
        const problem = isResliceError(cause)
          ? cause
          : new ResliceError('load/unreadable', { file: file.name }, { cause });
        return { images: [], files: [], problem, bytes: 0 };
      } finally {
        giveBack(member);
      }
    },
    close: () => members.forEach(end),
  };
}

async function start(): Promise<Member | null> {
  let worker: Worker;
  try {
    worker = createWorker();
  } catch {
    return null;
  }
  const remote = wrap<ReadWorker>(worker);
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
  });
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE));
  const runs = await Promise.race([remote.ready(), broken, late]).catch(() => false);
  if (runs) return { worker, remote, broken };
  worker.terminate();
  return null;
}

function end({ worker, remote }: Member): void {
  remote[releaseProxy]();
  worker.terminate();
}

/** A File goes over as a reference, what `arrayBuffer()` gives is given away; bytes of the caller's are cloned, ours are not. */
async function inputOf(file: InputFile, ours: boolean): Promise<Blob | ArrayBuffer | Uint8Array> {
  if (file instanceof Blob) return file;
  const bytes = await bytesOf(file);
  const whole = bytes.byteLength === bytes.buffer.byteLength;
  return (ours || 'arrayBuffer' in file) && whole ? transfer(bytes, [bytes.buffer as ArrayBuffer]) : bytes;
}
