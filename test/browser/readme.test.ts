// The README's embedding example, run as it is written.
import { expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import readme from '../../README.md?raw';
import * as dicom from '../../src/entry/dicom.ts';
import type { Renderer, View } from '../../src/entry/index.ts';
import * as reslice from '../../src/entry/index.ts';

const doors: Readonly<Record<string, object>> = { reslice, 'reslice/dicom': dicom };

test("the README's example draws a sagittal plane and tells a value", async () => {
  const example = /<!-- embed[^>]*-->\s*```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  expect(example).toBeDefined();
  const lines = example!.trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(12);
  // Imports become names from the same doors, and what only a compiler reads goes; the rest runs untouched.
  const body = example!
    .replace(/import \{ (.+) \} from '(.+)';/g, "const { $1 } = doors['$2'];")
    .replace(/(?<=[\w\]])!(?=[.,])/g, '');
  const Async = Object.getPrototypeOf(async () => {}).constructor as new (
    ...names: string[]
  ) => (...values: unknown[]) => Promise<{ view: View; renderer: Renderer }>;
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'width: 200px; height: 200px';
  const files = await phantomSeries({ rows: 80, columns: 70, pixelSpacing: [3, 3] });
  const { view, renderer } = await new Async('doors', 'files', 'element', `${body}\nreturn { view, renderer };`)(
    doors,
    files,
    element,
  );
  expect(view.state.plane).toBe('sagittal');
  expect(view.state.window).toMatchObject({ center: 400, width: 1800 });
  expect(view.valueAt(100, 100)?.unit).toBe('HU');
  await expect.poll(() => view.drawnBy).toBe('gpu');
  view.dispose();
  renderer.dispose();
  element.remove();
});
