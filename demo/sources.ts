// Where files come from: the folder that `npm start -- PATH` serves, a drop, a file dialog, or the built-in phantom.
import { phantomSeries } from '../phantom/index.ts';

/** As `loadSeries` takes them. */
export type SourceFile = File | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export interface Source {
  readonly label: string;
  /** @param progress  told of files fetched, where that takes time */
  files(signal: AbortSignal, progress: (done: number, total: number) => void): Promise<readonly SourceFile[]>;
}

export const PHANTOMS = [
  ['head', 'Head'],
  ['head-tilt-20', 'Head, tilted 20°'],
  ['head-uneven', 'Head, uneven steps'],
] as const;

export const phantomSource = (preset: string): Source => ({
  label: 'phantom',
  files: () => phantomSeries({ preset } as Parameters<typeof phantomSeries>[0]),
});

export const fileSource = (files: readonly File[]): Source => ({ label: 'files', files: async () => files });

interface LocalIndex {
  readonly files: readonly { readonly name: string; readonly url: string; readonly size: number }[];
}

/** How many files are fetched at once. */
const LANES = 8;

/** The folder that the dev server was started with; null where there is none. */
export async function localSource(): Promise<Source | null> {
  const answer = await fetch('/local/index.json').catch(() => null);
  if (!answer?.ok || !answer.headers.get('content-type')?.includes('json')) return null;
  const { files } = (await answer.json()) as LocalIndex;
  if (files.length === 0) return null;
  return {
    label: 'folder',
    async files(signal, progress) {
      const fetched: SourceFile[] = new Array(files.length);
      let [next, done] = [0, 0];
      const lane = async (): Promise<void> => {
        while (next < files.length) {
          const n = next++;
          const { name, url } = files[n]!;
          const response = await fetch(url, { signal });
          if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
          fetched[n] = { name, bytes: new Uint8Array(await response.arrayBuffer()) };
          progress(++done, files.length);
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return fetched;
    },
  };
}

/** Everything in a drop, folders searched. Must be called while the event is handled: the list is emptied after. */
export function droppedSource(transfer: DataTransfer): Source {
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  const loose = [...transfer.files];
  return {
    label: 'drop',
    files: async () => (entries.length > 0 ? (await Promise.all(entries.map(filesUnder))).flat() : loose),
  };
}

async function filesUnder(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader hands out a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesUnder(each)));
  }
}
