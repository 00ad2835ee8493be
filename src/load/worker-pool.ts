// Workers that read inputs. Where they cannot be had (no Worker, a Content-Security-Policy, a bundler that lost the file) there is
// no pool, and the caller reads by itself.
import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import { isResliceError, ResliceError } from '../errors.ts';
import { createWorker } from './create-worker.ts';
import { bytesOf, type InputFile } from './input-file.ts';
import type { ReadResult } from './read-input.ts';
import type { ReadWorker } from './read-work.ts';
import { unpackResult, type WireResult } from './wire.ts';

export interface WorkerPool {
  readonly size: number;
  /**
   * Reads one input in whichever worker is free first. One that a worker broke down over is tried once in another. Null where no
   * worker is left: the caller reads by itself.
   */
  read(file: InputFile, nested: boolean): Promise<ReadResult | null>;
  /** Ends all work at once; what is being read never answers. */
  close(): void;
}

/** ms in which a worker must have said that it runs. */
const PATIENCE = 5000;

/** How long a worker may read one input before it is taken for dead: ms, and ms a byte (1/4 MB a second, compressed). */
const READING = 120_000;
const READING_PER_BYTE = 0.004;

interface Member {
  readonly worker: Worker;
  readonly remote: Remote<ReadWorker>;
  /** Rejects where the worker breaks down while it reads. */
  readonly broken: Promise<never>;
}

/** Told apart from what a worker answers. */
class Breakdown extends Error {}

export interface PoolOptions {
  /** ms that one input may take, besides its length. */
  readonly reading?: number;
  /** How to make a worker; the package's own way where absent. */
  readonly create?: (() => Worker) | undefined;
}

/** @returns null where no worker comes up */
export async function openPool(size: number, options: PoolOptions = {}): Promise<WorkerPool | null> {
  const { reading = READING, create = createWorker } = options;
  const start = (): Promise<Member | null> => startBy(create);
  const started = await Promise.all(Array.from({ length: size }, start));
  const members = new Set(started.filter((member) => member !== null));
  if (members.size === 0) return null;
  const free = [...members];
  const waiting: ((member: Member | null) => void)[] = [];
  // As many again as there were: a page on which workers keep breaking down reads by itself in the end.
  let [spares, coming, closed] = [members.size, 0, false];
  const take = async (): Promise<Member | null> => {
    const member = free.shift();
    if (member) return member;
    return members.size + coming > 0 ? new Promise((resolve) => waiting.push(resolve)) : null;
  };
  const giveBack = (member: Member): void => {
    const next = waiting.shift();
    if (next) next(member);
    else free.push(member);
  };
  /** Puts another in a broken one's place. */
  const replace = async (member: Member): Promise<void> => {
    members.delete(member);
    end(member);
    coming++;
    const other = !closed && spares-- > 0 ? await start() : null;
    coming--;
    if (other && closed) end(other);
    else if (other) {
      members.add(other);
      giveBack(other);
    } else if (members.size + coming === 0) for (const resolve of waiting.splice(0)) resolve(null);
  };
  /** @returns a Breakdown where the worker is no more, null where there is none */
  const attempt = async (file: InputFile, nested: boolean): Promise<ReadResult | Breakdown | null> => {
    const member = await take();
    if (!member) return null;
    try {
      const result = unpackResult(await readIn(member, file, nested, reading));
      giveBack(member);
      return result;
    } catch (cause) {
      if (cause instanceof Breakdown) {
        void replace(member);
        return cause;
      }
      giveBack(member);
      return failed(file, cause);
    }
  };
  return {
    size: members.size,
    async read(file, nested) {
      const first = await attempt(file, nested);
      if (!(first instanceof Breakdown)) return first;
      const second = await attempt(file, nested);
      return second instanceof Breakdown ? failed(file, second) : second;
    },
    close() {
      closed = true;
      members.forEach(end);
    },
  };
}

function failed(file: InputFile, cause: unknown): ReadResult {
  const problem = isResliceError(cause) ? cause : new ResliceError('load/unreadable', { file: file.name }, { cause });
  return { images: [], files: [], problem, bytes: 0 };
}

/** @throws Breakdown where the worker is no more, or does not answer in time; what the worker throws */
async function readIn(member: Member, file: InputFile, nested: boolean, reading: number): Promise<WireResult> {
  const input = await inputOf(file, nested);
  const length = input instanceof Blob ? input.size : input.byteLength;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Breakdown('no answer')), reading + length * READING_PER_BYTE);
  });
  try {
    return await Promise.race([member.remote.read(file.name, input, nested), member.broken, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function startBy(create: () => Worker | Promise<Worker>): Promise<Member | null> {
  let worker: Worker;
  try {
    worker = await create();
  } catch {
    return null;
  }
  const remote = wrap<ReadWorker>(worker);
  const broken = new Promise<never>((_, reject) => {
    for (const type of ['error', 'messageerror'])
      worker.addEventListener(type, (event) => reject(new Breakdown((event as ErrorEvent).message)), { once: true });
  });
  broken.catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const runs = await Promise.race([remote.ready(), broken, late]).catch(() => false);
  clearTimeout(timer);
  if (runs) return { worker, remote, broken };
  worker.terminate();
  return null;
}

function end({ worker, remote }: Member): void {
  remote[releaseProxy]();
  worker.terminate();
}

/**
 * A File goes over as a reference, what `arrayBuffer()` gives is given away: a second attempt asks for it again. Other bytes are
 * cloned: the caller's, and those out of an archive, which a second attempt needs.
 */
async function inputOf(file: InputFile, nested: boolean): Promise<Blob | ArrayBuffer | Uint8Array> {
  if (file instanceof Blob) return file;
  const bytes = await bytesOf(file);
  const whole = bytes.byteLength === bytes.buffer.byteLength;
  return !nested && 'arrayBuffer' in file && whole ? transfer(bytes, [bytes.buffer as ArrayBuffer]) : bytes;
}
