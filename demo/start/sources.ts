// Where files come from: the folder that `npm start -- PATH` serves, a drop, a file dialog, or the built-in phantom.

import type { PhantomName } from '../../phantom/index.ts';
import type { InputFile } from '../../src/entry/dicom.ts';
import type { Vec3 } from '../../src/entry/index.ts';

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
  /** Which phantom it is, where it is one. */
  readonly phantom?: PhantomName;
  /** @param progress  told of files fetched, where that takes time */
  files(signal: AbortSignal, progress: (done: number, total: number) => void): Promise<readonly InputFile[]>;
}

/** Of the head phantom, LPS mm: HEAD_POINTS.bleed, which a test holds it to. */
const BLEED: Vec3 = [36, -6, 20];

/** ms of making files after which the page gets its turn. */
const TURN = 12;

/** What can be asked for by name, and where to look first: the bleed, in heads. */
const PHANTOMS: Readonly<Record<PhantomName, Vec3 | null>> = {
  head: BLEED,
  'head-tilt-20': BLEED,
  'head-uneven': BLEED,
  'pet-per-slice-slope': null,
  'uint16-full-range': BLEED,
};

export function phantomSource(name: PhantomName): Source {
  const focus = PHANTOMS[name];
  return {
    task: 'Making',
    phantom: name,
    ...(focus ? { focus } : {}),
    async files(signal, progress) {
      const { PHANTOMS: presets, phantomFiles, withDefaults } = await import('../../phantom/index.ts');
      const { options, field } = presets[name];
      const { slices } = withDefaults(options);
      const files: InputFile[] = [];
      let begun = performance.now();
      for await (const { name: file, bytes } of phantomFiles(options, field)) {
        // As a browser's file: what is read of it is not used up, and can be looked at again.
        files.push(new File([bytes as Uint8Array<ArrayBuffer>], file));
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

/** The folder that the dev server was started with; null where there is none, which the server says in the page. */
export async function localSource(): Promise<Source | null> {
  if (!document.querySelector('meta[name=reslice-folder]')) return null;
  const { files } = (await (await fetch('local/index.json')).json()) as LocalIndex;
  return {
    task: 'Fetching',
    files: async (signal) =>
      files.map(({ name, url }) => ({
        name,
        async arrayBuffer() {
          const response = await fetch(url, { signal });
          if (!response.ok) throw new Error(`the server answered ${response.status}`);
          return response.arrayBuffer();
        },
      })),
  };
}

/** Files on the clipboard; null where there are none. */
export function pastedSource(clipboard: DataTransfer): Source | null {
  const files = [...clipboard.files];
  return files.length > 0 ? fileSource(files) : null;
}

/** Everything in a drop, folders searched. Must be called while the event is handled: the list is emptied after. */
export function droppedSource(transfer: DataTransfer): Source {
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  const loose = [...transfer.files].map((file) => named(file, ''));
  return {
    task: 'Fetching',
    async files(signal) {
      if (entries.length === 0) return loose;
      const found: InputFile[] = [];
      for (const entry of entries) await collect(entry, found, signal);
      return found;
    },
  };
}

/** A file or folder that cannot be opened stands for itself: reading it says so, by its name, and the rest goes on. */
async function collect(entry: FileSystemEntry, into: InputFile[], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    if (entry.isFile) into.push(named(await fileOf(entry as FileSystemFileEntry), entry.fullPath));
    else for (const each of await entriesOf(entry as FileSystemDirectoryEntry)) await collect(each, into, signal);
  } catch (error) {
    into.push({ name: entry.fullPath.replace(/^\//, ''), arrayBuffer: () => Promise.reject(error) });
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  // A reader hands out a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...some);
  }
}
