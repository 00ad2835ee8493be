// `reslice render`: planes, by the CPU reference, to pictures or to numbers.
import { ResliceError } from '../errors.ts';
import { renderDicom, wantsDicom } from './export.ts';
import type { CliIo } from './io.ts';
import { readVolume } from './read-volume.ts';
import { pictureNames, renderPictures } from './render-pictures.ts';
import { parseRender, type RenderWords } from './render-request.ts';
import { spareScans } from './spare-scans.ts';

/** @throws ResliceError; everything that can be seen to be wrong is told before a file is read */
export async function render(paths: readonly string[], words: RenderWords, io: CliIo): Promise<void> {
  if (wantsDicom(words)) return renderDicom(paths, words, io);
  const request = await parseRender(words);
  const { volume } = await readVolume(paths, request, io);
  spareScans(pictureNames(volume, request), paths);
  let [drawn, blank] = [0, 0];
  for await (const file of renderPictures(volume, request)) {
    if (file.blank) blank++;
    drawn++;
    if (io.terminal && request.several?.kind === 'all') io.err(`\rdrawn ${drawn}`);
    try {
      await io.writeFile(file.name, file.bytes);
    } catch (cause) {
      throw new ResliceError('use/bad-argument', { detail: `--out ${file.name} cannot be written` }, { cause });
    }
  }
  if (io.terminal && request.several?.kind === 'all') io.err('\r\x1b[K');
  if (blank === drawn)
    io.err(
      `reslice: ${words.out}: no pixel of this plane has a value: it lies beside the stack (\`reslice info\` tells its reach), or on padding alone\n`,
    );
}
