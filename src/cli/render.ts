// `reslice render`: planes, by the CPU reference, to pictures or to numbers.
import { ResliceError } from '../errors.ts';
import { renderDicom, wantsDicom } from './export.ts';
import type { CliIo } from './io.ts';
import { readVolume } from './read-volume.ts';
import { refuseMixture } from './refuse-mixture.ts';
import { pictureNames, renderPictures } from './render-pictures.ts';
import { parseRender, type RenderWords } from './render-request.ts';
import { spareScans } from './spare-scans.ts';
import { tellWritten } from './tell-written.ts';

/** @throws ResliceError; everything that can be seen to be wrong is told before a file is read */
export async function render(paths: readonly string[], words: RenderWords, io: CliIo): Promise<void> {
  if (wantsDicom(words)) return renderDicom(paths, words, io);
  const request = await parseRender(words);
  const { volume } = await readVolume(paths, request, io);
  const names = pictureNames(volume, request);
  spareScans(names, paths);
  const all = request.several?.kind === 'all';
  if (all) refuseMixture(request.out, names);
  let [drawn, blank] = [0, 0];
  for await (const file of renderPictures(volume, request)) {
    if (file.blank) blank++;
    drawn++;
    if (io.terminal && all) io.err(`\rdrawn ${drawn}`);
    try {
      await io.writeFile(file.name, file.bytes);
    } catch (cause) {
      throw new ResliceError('use/bad-argument', { detail: `--out ${file.name} cannot be written` }, { cause });
    }
  }
  if (io.terminal && all) io.err('\r\x1b[K');
  if (all) tellWritten(drawn, request.out, io);
  if (blank === drawn)
    io.err(
      `reslice: ${words.out}: no pixel of this plane has a value: it lies beside the stack (\`reslice info\` tells its reach), or on padding alone\n`,
    );
}
