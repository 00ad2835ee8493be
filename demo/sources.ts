// Where files come from: the folder that `npm start -- PATH` serves, a drop, a file dialog, or the built-in phantom.

import { HEAD_POINTS, headValueAt, PHANTOMS, type PhantomName, phantomFiles, withDefaults } from '../phantom/index.ts';
import type { InputFile } from '../src/entry/dicom.ts';
import type { Vec3 } from '../src/entry/index.ts';

/** With its path below what was opened, so that people find the file that a problem names. */
const named = (file: File, path: string): InputFile => ({
  name: path.replace(/^\//, '') || file.name,
  arrayBuffer: () => file.arrayBuffer(),
});

export interface Source {
  /** What takes time, before files are read. */
  readonly task: string;
  /** Where to look first, LPS mm; the middle where there is none. */
  readonly focus?: Vec3;
  /** @param progress  told of files fetched, where that takes time */
  files(signal: AbortSignal, progress: (done: number, total: number) => void): Promise<readonly InputFile[]>;
}

/** ms of making files after which the page gets its turn. */
const TURN = 12;

export function phantomSource(name: PhantomName): Source {
  return {
    task: 'Making',
    ...(PHANTOMS[name].field === headValueAt ? { focus: HEAD_POINTS.bleed } : {}),
    async files(signal, progress) {
      const { options, field } = PHANTOMS[name];
      const { slices } = withDefaults(options);
      const files: InputFile[] = [];
      let begun = performance.now();
      for await (const file of phantomFiles(options, field)) {
        files.push(file);
        if (performance.now() - begun < TURN) continue;
        progress(files.length, slices);
        await new Promise((resolve) => setTimeout(resolve));
        if (signal.aborted) return [];
        begun = performance.now();
      }
      return files;
    },
  };
}

export const isPhantomName = (name: string): name is PhantomName => Object.hasOwn(PHANTOMS, name);

export const fileSource = (files: readonly File[]): Source => ({
  task: 'Fetching',
  files: async () => files.map((file) => named(file, file.webkitRelativePath)),
});

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
    task: 'Fetching',
    async files(signal, progress) {
      const fetched: InputFile[] = new Array(files.length);
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
  const loose = [...transfer.files].map((file) => named(file, ''));
  return {
    task: 'Fetching',
    files: async () => (entries.length > 0 ? (await Promise.all(entries.map(filesUnder))).flat() : loose),
  };
}

async function filesUnder(entry: FileSystemEntry): Promise<readonly InputFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [named(file, entry.fullPath)];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: InputFile[] = [];
  // A reader hands out a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesUnder(each)));
  }
}
