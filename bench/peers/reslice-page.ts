// Reslice as a host embeds it, from the built package: URLs in, a picture of the first file at once, then the plane through all.
import { drawn, type FirstPictures } from './first-pictures.ts';

type Dicom = typeof import('../../src/entry/dicom.ts');
type Core = typeof import('../../src/entry/index.ts');

// Built by scripts/bench.mjs; in a variable, so that the bundler leaves the package as it is.
const dist = `/@fs/${new URL(location.href).searchParams.get('dist')}`;
const { loadSeries }: Dicom = await import(/* @vite-ignore */ `${dist}/dicom.js`);
const { createRenderer }: Core = await import(/* @vite-ignore */ `${dist}/index.js`);

window.peerBench = async (urls, orientation): Promise<FirstPictures> => {
  const begun = performance.now();
  const since = (): number => performance.now() - begun;
  const element = document.querySelector<HTMLElement>('#layers')!;
  const renderer = createRenderer();
  const canvasShows = async (): Promise<void> => {
    while (!drawn(element.querySelector('canvas')!)) await new Promise(requestAnimationFrame);
  };
  let [arrivedMs, firstMs] = [0, 0];
  const files = urls.map((url, n) => ({
    name: `${n}.dcm`,
    async arrayBuffer() {
      const bytes = await (await fetch(url)).arrayBuffer();
      arrivedMs ||= since();
      return bytes;
    },
  }));
  let early: Promise<void> | undefined;
  const [series] = await loadSeries(files, {
    onPartial([partial]) {
      if (early) return;
      const view = renderer.createView(element, { stack: partial!.stacks[0]!, plane: 'acquired' });
      early = canvasShows().then(() => {
        firstMs = since();
        view.dispose();
      });
    },
  });
  await early;
  const loadedMs = since();
  const view = renderer.createView(element, { stack: series!.stacks[0]!, plane: orientation });
  await canvasShows();
  const completeMs = since();
  while (view.drawnBy !== 'gpu') await new Promise(requestAnimationFrame);
  const uploadedMs = since();
  renderer.dispose();
  return { arrivedMs, firstMs, loadedMs, completeMs, uploadedMs };
};
