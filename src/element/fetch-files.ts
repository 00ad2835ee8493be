// From an address to files: a .zip or one DICOM file as it is, a JSON list of addresses file by file.
import { isResliceError, ResliceError } from '../errors.ts';

export interface FetchedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FetchOptions {
  /** As the attribute `crossorigin`: null keeps every request on the page's own origin. */
  readonly crossOrigin: string | null;
  readonly signal: AbortSignal;
  /** Bytes of a single file, files of a list; total null where it is not known. */
  readonly onProgress: (done: number, total: number | null) => void;
  /** A file of a list that could not be fetched; the rest is. */
  readonly onProblem: (problem: ResliceError) => void;
}

/** How many files are fetched at once. */
const LANES = 6;
const MOST_FILES = 100_000;

/**
 * @param src  resolved against `base`; so are a list's addresses, against the list's own
 * @throws ResliceError 'load/unreadable', 'load/aborted'
 */
export async function fetchFiles(src: string, base: string, options: FetchOptions): Promise<readonly FetchedFile[]> {
  const url = resolve(src, base);
  const bytes = await fetchBytes(url, options, options.onProgress);
  const list = listIn(bytes);
  if (!list) return [{ name: nameOf(url), bytes }];
  const files: (FetchedFile | undefined)[] = new Array(list.length);
  let [next, done] = [0, 0];
  const lane = async (): Promise<void> => {
    while (next < list.length) {
      const n = next++;
      try {
        const each = resolve(list[n]!, url);
        files[n] = { name: nameOf(each), bytes: await fetchBytes(each, options, () => undefined) };
      } catch (error) {
        if (!isResliceError(error, 'load/unreadable')) throw error;
        options.onProblem(error);
      }
      options.onProgress(++done, list.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return files.filter((file) => file !== undefined);
}

function resolve(src: string, base: string): string {
  try {
    return new URL(src, base).href;
  } catch (cause) {
    throw new ResliceError('load/unreadable', { detail: 'src is no address' }, { cause });
  }
}

/** The last part of the path: queries may hold what is nobody's business. */
const nameOf = (url: string): string => {
  const path = url.split(/[?#]/)[0]!;
  return path.startsWith('data:') ? 'data' : path.split('/').at(-1) || 'src';
};

async function fetchBytes(
  url: string,
  { crossOrigin, signal }: FetchOptions,
  onProgress: FetchOptions['onProgress'],
): Promise<Uint8Array> {
  const file = nameOf(url);
  try {
    const response = await fetch(url, {
      signal,
      mode: crossOrigin === null ? 'same-origin' : 'cors',
      credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin',
    });
    if (!response.ok)
      throw new ResliceError('load/unreadable', { file, detail: `the server answered ${response.status}` });
    return await readBody(response, onProgress);
  } catch (cause) {
    if (signal.aborted) throw new ResliceError('load/aborted', {}, { cause });
    if (isResliceError(cause)) throw cause;
    const foreign = crossOrigin === null && new URL(url).origin !== globalThis.location?.origin;
    const detail =
      foreign && /^https?:/.test(url) ? 'another origin needs the attribute crossorigin' : 'could not be fetched';
    throw new ResliceError('load/unreadable', { file, detail }, { cause });
  }
}

async function readBody(response: Response, onProgress: FetchOptions['onProgress']): Promise<Uint8Array> {
  const encoded = response.headers.has('content-encoding');
  const length = Number(response.headers.get('content-length') ?? 0);
  // Of a compressed answer the header counts what came over the wire.
  const total = length > 0 && !encoded ? length : null;
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  // Where the length is known nothing is held twice.
  let [bytes, done] = [new Uint8Array(total ?? 65_536), 0];
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (ended) return bytes.length === done ? bytes : bytes.slice(0, done);
    if (done + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(2 * bytes.length, done + value.length));
      larger.set(bytes.subarray(0, done));
      bytes = larger;
    }
    bytes.set(value, done);
    done += value.length;
    onProgress(done, total);
  }
}

/** The addresses where the bytes are a JSON array of strings; null where they are something else. */
function listIn(bytes: Uint8Array): readonly string[] | null {
  let start = 0;
  while (start < bytes.length && [0x20, 9, 10, 13].includes(bytes[start]!)) start++;
  if (bytes[start] !== 0x5b) return null;
  let list: unknown;
  try {
    list = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (!Array.isArray(list) || list.length > MOST_FILES || !list.every((each) => typeof each === 'string'))
    throw new ResliceError('load/unreadable', { detail: 'a list must be a JSON array of addresses' });
  return list;
}
