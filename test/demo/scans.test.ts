// Every feature of the page on real scans, by real events: a tilted uneven head, a chest, an oblique MR, a PET with a slope for each slice.
import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { valueText } from '../../demo/tools/copy-value.ts';
import { createCpuSampler, pixelToPatient, type VoiWindow, type Volume } from '../../src/entry/cpu.ts';
import { listElements } from '../../src/entry/dicom.ts';
import { shared } from '../support/shared.ts';
import { at, drag, drawnByGpu, pane, settled, shown, type TestWindow } from './open-demo.ts';
import { changes, choose, expectPanes, factsOf, openScan, pointOf, press, type Scan } from './open-scan.ts';

const SCANS = ['s01-ge-head-ct-tilt', 's02-lidc-chest-ct', 's03-t1-brain-oblique', 's09-pet-per-slice-slope'] as const;

/** mm as the page writes them. */
const mm = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

describe.skipIf(shared === null).each(SCANS)('%s', (name) => {
  let scan: Scan;
  let volume: Volume;
  beforeAll(async () => {
    scan = await openScan(name);
    volume = scan.stack.volume!;
  }, 60_000);
  afterAll(async () => {
    expect(scan?.demo.complaints).toEqual([]);
    await scan?.close();
  });
  const page = () => scan.demo.page;

  it('is listed with its facts and badges, and drawn right', async () => {
    const [facts] = factsOf(name);
    const item = page().getByRole('listbox', { name: 'Series' }).getByRole('option');
    expect(await item.count()).toBe(1);
    const words = (await item.locator('span').allTextContents()).join(' | ');
    expect(words).toContain(`${facts!.slices} slices, `);
    expect(words).toContain(`${facts!.columns} × ${facts!.rows}, `);
    expect(await item.locator('.badge').allTextContents()).toEqual([
      ...(facts!.tilted ? [`tilt ${facts!.shearDegrees.toFixed(1)}°`] : []),
      ...(facts!.uniform ? [] : ['uneven']),
      ...(facts!.rescalePerSlice ? ['slope per slice'] : []),
    ]);
    await expectPanes(page(), scan.stack);
  });

  it('is laid out in four ways', async () => {
    for (const [layout, keys] of [
      ['One large, three small', ['axial', 'sagittal', 'coronal', 'oblique']],
      ['One plane', ['axial']],
      ['Slices as acquired', ['acquired']],
      ['Four planes', ['axial', 'sagittal', 'coronal', 'oblique']],
    ] as const) {
      await choose(page(), 'Layout', layout);
      for (const key of ['axial', 'sagittal', 'coronal', 'oblique', 'acquired'] as const)
        expect([key, await pane(page(), key).isVisible()]).toEqual([key, (keys as readonly string[]).includes(key)]);
      await expectPanes(page(), scan.stack, keys);
    }
  });

  it('is scrubbed by the wheel; a click moves the planes to where it is', async () => {
    await page().mouse.move(...(await at(page(), 'coronal', 0.45, 0.55)));
    await changes(
      page(),
      'coronal',
      ({ position }) => position,
      () => page().mouse.wheel(0, 240),
    );
    const [x, y] = await at(page(), 'coronal', 0.45, 0.55);
    await page().mouse.click(x, y);
    await settled(page());
    const { plane } = await shown(page(), 'coronal');
    const box = (await pane(page(), 'coronal').boundingBox())!;
    const clicked = pixelToPatient(
      plane,
      ((x - box.x) * plane.width) / box.width - 0.5,
      ((y - box.y) * plane.height) / box.height - 0.5,
    );
    const point = await pointOf(page());
    for (const axis of [0, 1, 2] as const) expect(point[axis]).toBeCloseTo(clicked[axis], 6);
    await expectPanes(page(), scan.stack);
  });

  it('is handled with each tool', async () => {
    const tool = (label: string) => choose(page(), 'Left button or finger', label);
    const pull = async (across = 0.4, down = 0.4) => drag(page(), await at(page(), 'sagittal', across, down), [40, 30]);
    for (const label of [
      'Scrub through slices',
      'Window: width and level',
      'Pan',
      'Zoom',
      'Rotate',
      'Move the crosshair',
    ]) {
      await tool(label);
      // The crosshair moves the others.
      const key = label === 'Move the crosshair' ? 'axial' : 'sagittal';
      await changes(
        page(),
        key,
        ({ state, plane }) => ({ state, plane }),
        () => pull(),
      );
    }
    await expectPanes(page(), scan.stack);
    const drawn = () => page().locator('[part~=pane-sagittal] [part~=measurement]').count();
    const counts: number[] = [await drawn()];
    // Each at a place of its own: what is drawn already can be moved.
    for (const [label, across, down] of [
      ['Measure a length', 0.2, 0.2],
      ['Measure in an ellipse', 0.4, 0.2],
      ['Measure in a rectangle', 0.6, 0.2],
      ['Mark a value', 0.2, 0.6],
      ['Measure an angle', 0.4, 0.6],
    ] as const) {
      await tool(label);
      await pull(across, down);
      if (label === 'Measure an angle') {
        await page().mouse.click(...(await at(page(), 'sagittal', 0.7, 0.6)));
        await settled(page());
      }
      counts.push(await drawn());
      expect(counts.at(-1), label).toBeGreaterThan(counts.at(-2)!);
    }
    const undo = page().getByRole('button', { name: 'Undo' });
    for (let n = 0; n < 20 && (await undo.isEnabled()); n++) await press(page(), 'Undo');
    expect(await drawn()).toBe(counts[0]);
    await press(page(), 'Redo');
    expect(await drawn()).toBeGreaterThan(counts[0]!);
    await press(page(), 'Undo');
    await tool('Scrub through slices');
  });

  it('is reset', async () => {
    await press(page(), 'Reset the pictures');
    for (const key of ['axial', 'sagittal'] as const)
      expect((await shown(page(), key)).state).toMatchObject({ zoom: 1, pan: [0, 0], rotation: 0, slab: null });
    await expectPanes(page(), scan.stack);
  });

  it('is windowed over its histogram, by numbers and by presets, those in HU only where values are', async () => {
    const window = (key: 'axial' | 'oblique') => async () => (await shown(page(), key)).state.window as VoiWindow;
    await page().locator('.window-panel.counted').waitFor();
    const histogram = (await page().locator('.histogram').boundingBox())!;
    await changes(
      page(),
      'axial',
      ({ state }) => state.window,
      () => drag(page(), [Math.round(histogram.x + histogram.width * 0.5), Math.round(histogram.y + 30)], [-30, 0]),
    );
    const [least, most] = volume.modalityRange;
    const [center, width] = [(least + most) / 3, (most - least) / 2].map((value) => Number(value.toPrecision(3)));
    for (const [label, value] of [
      ['Width', width],
      ['Level', center],
    ] as const) {
      await page().getByRole('spinbutton', { name: label }).fill(String(value));
      await page().keyboard.press('Enter');
    }
    await settled(page());
    for (const key of ['axial', 'oblique'] as const) expect(await window(key)()).toMatchObject({ center, width });
    await expectPanes(page(), scan.stack);
    const hounsfield = volume.unit === 'HU';
    expect(hounsfield).toBe(factsOf(name)[0]!.modality === 'CT');
    for (const preset of ['brain', 'lung', 'bone'])
      expect(await page().locator(`.preset[data-window=${preset}]`).isDisabled()).toBe(!hounsfield);
    const told = scan.stack.report!.windows.length > 0;
    for (const preset of hounsfield ? ['lung', 'auto', 'file'] : ['auto', 'file']) {
      await page().locator(`.preset[data-window=${preset}]`).click();
      await settled(page());
      // Where the files hold no window, theirs is what `auto` finds.
      const pressed = await page()
        .locator('.preset[aria-pressed=true]')
        .evaluateAll((all) => all.map((made) => (made as HTMLElement).dataset.window));
      expect(pressed).toEqual([preset === 'auto' && !told ? 'file' : preset]);
    }
    await expectPanes(page(), scan.stack);
  });

  it('is drawn by each kernel, as a slab of each mode, in colours, inverted, flipped and turned', async () => {
    for (const kernel of ['nearest', 'cubic', 'linear']) {
      await choose(page(), 'Interpolation', kernel);
      expect((await shown(page(), 'oblique')).state.interpolation).toBe(kernel);
      await expectPanes(page(), scan.stack, ['oblique']);
    }
    await pane(page(), 'axial').focus();
    await page().getByLabel('Slab thickness').focus();
    for (let n = 0; n < 3; n++) await page().keyboard.press('ArrowRight');
    for (const mode of ['max', 'min', 'mean']) {
      await choose(page(), 'Slab mode', mode);
      expect((await shown(page(), 'axial')).state.slab).toEqual({ thickness: 3, mode });
      await expectPanes(page(), scan.stack, ['axial']);
    }
    await page().getByLabel('Slab thickness').focus();
    await page().keyboard.press('Home');
    for (const name of ['Invert', 'Flip ↔', 'Flip ↕', 'Turn']) await press(page(), name);
    expect((await shown(page(), 'axial')).state).toMatchObject({
      slab: null,
      invert: true,
      flip: [true, true],
      rotation: 90,
    });
    await expectPanes(page(), scan.stack);
    const grey = await shown(page(), 'axial');
    await page().locator('.color-list').selectOption('hot-iron');
    await page().locator('.color-bar').waitFor();
    // Red is twice the level until it is full.
    await vi.waitFor(async () => {
      const { levels } = await shown(page(), 'axial');
      const off = levels.filter((red, p) => Math.abs(red - Math.min(2 * grey.levels[p]!, 255)) > 1).length;
      expect(off / levels.length).toBeLessThan(0.001);
    });
    await page().locator('.color-list').selectOption('grey');
    await press(page(), 'Reset the pictures');
  });

  it('is played, and stopped', async () => {
    await page().getByLabel('Speed').selectOption('30');
    await changes(
      page(),
      'axial',
      ({ position }) => position,
      () => page().getByRole('button', { name: 'Play' }).click(),
    );
    await press(page(), 'Pause');
    const { position } = await shown(page(), 'axial');
    await page().waitForTimeout(200);
    expect((await shown(page(), 'axial')).position).toBe(position);
    const slider = page().getByLabel('Slice of the active plane');
    await slider.focus();
    await page().keyboard.press('Home');
    await expectPanes(page(), scan.stack, ['axial']);
    // Its middle, for what comes after: the end of a tilted stack is mostly dark.
    await slider.click();
    await settled(page());
    expect((await shown(page(), 'axial')).position).not.toBe(position);
    await expectPanes(page(), scan.stack);
  });

  it('is reported on', async () => {
    const { tilted, shearDegrees, uniform, slices, minStep, maxStep, medianStep, rescalePerSlice } = factsOf(name)[0]!;
    await page().getByRole('tab', { name: 'Report' }).click();
    await page().locator('.profile .slices').waitFor();
    const words = (await page().locator('.report-words').first().locator('li').allTextContents()).join(' ');
    if (tilted) expect(words).toContain(`Slices lean ${shearDegrees.toFixed(1)}° against their stack (gantry tilt)`);
    else expect(words).toContain('no tilt, no drift');
    expect(words).toContain(
      uniform
        ? `${slices} slices lie evenly, ${mm(medianStep, 2)} mm apart.`
        : `Slices lie unevenly, ${mm(minStep, 2)} mm to ${mm(maxStep, 2)} mm apart (median ${mm(medianStep, 2)} mm)`,
    );
    expect(words.includes('Slices have their own rescale slopes')).toBe(rescalePerSlice !== undefined);
    const lean = tilted ? `leaning ${shearDegrees.toFixed(1)}°` : 'upright';
    const side = new RegExp(`^Side view: ${slices} slices over [\\d.]+ mm, ${lean}`);
    expect(await page().getByRole('img', { name: side }).count()).toBe(1);
  });

  it('has its headers, searched', async () => {
    await page().getByRole('tab', { name: 'Header' }).click();
    const rows = page().locator('.element');
    await rows.first().waitFor();
    const file = (await page().locator('.header-file').textContent())!;
    const { elements } = await listElements(scan.inputs, file);
    const search = page().getByRole('searchbox', { name: 'Search the header' });
    for (const [asked, id, value] of [
      ['00080060', '(0008,0060)', factsOf(name)[0]!.modality],
      ['Rows', '(0028,0010)', String(factsOf(name)[0]!.rows)],
    ] as const) {
      expect(elements.some((element) => element.id === id)).toBe(true);
      await search.fill(asked);
      const row = rows.filter({ hasText: id }).first();
      await expect.poll(() => row.locator('.element-value').textContent()).toBe(value);
    }
    await search.fill('');
    await page().getByRole('tab', { name: 'View' }).click();
  });

  it('shows why it matters, or that it does not', async () => {
    const { tilted, uniform, rescalePerSlice } = factsOf(name)[0]!;
    await press(page(), 'Why it matters');
    await page().locator('.why[data-drawn=full]').waitFor({ state: 'attached' });
    const needed = tilted || !uniform || rescalePerSlice !== undefined;
    expect(await page().locator('.why-need').isVisible()).toBe(!needed);
    const cells = await page().locator('.why-numbers tbody td').allTextContents();
    expect(cells.length).toBeGreaterThan(5);
    expect(cells.every((text) => /\d|–/.test(text))).toBe(true);
    const colours = await page()
      .locator('.why-difference')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
    // Eight bits and eight-bit weights are seen on every scan.
    expect(colours).toBeGreaterThan(1);
    await press(page(), 'Why it matters');
    expect(await page().locator('.why').isVisible()).toBe(false);
    await expectPanes(page(), scan.stack);
  });

  it('is saved as a picture, as the reference draws it; a value is copied as it is shown', async () => {
    await pane(page(), 'sagittal').focus();
    const download = page().waitForEvent('download');
    await page().getByRole('button', { name: 'Save as PNG' }).click();
    await page().getByRole('menuitem', { name: 'Active plane', exact: true }).click();
    const file = await download;
    const png = decode(await readFile(await file.path()));
    const { plane, state } = await shown(page(), 'sagittal');
    expect([file.suggestedFilename(), png.width, png.height]).toEqual([
      'reslice-sagittal.png',
      plane.width,
      plane.height,
    ]);
    const levels = createCpuSampler(volume).levels(plane, { ...state, colormap: null });
    expect(Buffer.compare(Buffer.from(png.data as Uint8Array), Buffer.from(levels))).toBe(0);

    await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [x, y] = await at(page(), 'sagittal', 0.45, 0.5);
    await page().mouse.move(x, y);
    await settled(page());
    await page().keyboard.press('Control+c');
    const probe = await page().evaluate(
      async ([left, top]) => {
        const { pictures } = (await (window as unknown as TestWindow).resliceTest.app())!.desk;
        const view = pictures.viewOf('sagittal')!;
        const box = view.canvas.getBoundingClientRect();
        return view.valueAt(left - box.left, top - box.top)!;
      },
      [x, y] as const,
    );
    await expect.poll(() => page().evaluate(() => navigator.clipboard.readText())).toBe(valueText(probe));
  });

  it('is in a link that opens the same planes and tells nothing of whose they are', async () => {
    await page().waitForTimeout(600);
    await press(page(), 'Copy link');
    const link = await page().evaluate(() => navigator.clipboard.readText());
    const { elements } = await listElements(scan.inputs, scan.inputs[0]!.name);
    // Patient, study, series, instance, places, names, dates.
    const told = elements
      .filter(({ id }) => /^\((0010|0008,(0020|0021|0080|0090|1030|103E|0018)|0020,00(0D|0E|10|52))/.test(id))
      .flatMap(({ values }) => values)
      .filter((text) => text.length > 3);
    expect(told.length).toBeGreaterThan(2);
    for (const text of [...told, name, ...scan.inputs.map(({ name: file }) => file)]) expect(link).not.toContain(text);
    const before = await Promise.all((['axial', 'coronal'] as const).map((key) => shown(page(), key)));
    await page().reload();
    await drawnByGpu(page());
    const after = await Promise.all((['axial', 'coronal'] as const).map((key) => shown(page(), key)));
    for (const n of [0, 1]) expect(after[n]!.position).toBeCloseTo(before[n]!.position, 5);
    await expectPanes(page(), scan.stack);
  });
});

describe.skipIf(shared === null)('s08-mr-8-phases', () => {
  let scan: Scan;
  beforeAll(async () => {
    scan = await openScan('s08-mr-8-phases');
  }, 60_000);
  afterAll(async () => {
    expect(scan?.demo.complaints).toEqual([]);
    await scan?.close();
  });

  it('goes through its eight times by slider, keys and cine', async () => {
    const { page } = scan.demo;
    const time = async () => (await shown(page, 'coronal')).state.time;
    const times = factsOf('s08-mr-8-phases').length;
    expect([times, scan.stack.volumes.length]).toEqual([8, 8]);
    const item = page.getByRole('listbox', { name: 'Series' }).getByRole('option');
    expect(await item.textContent()).toContain(', 8 times');
    await expectPanes(page, scan.stack);
    const slider = page.getByRole('slider', { name: 'Time' });
    await slider.focus();
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await time()).toBe(3);
    expect(await page.locator('.time-panel').textContent()).toContain('4 / 8');
    await expectPanes(page, scan.stack);
    await pane(page, 'axial').focus();
    await page.keyboard.press('t');
    await settled(page);
    expect(await time()).toBe(4);
    await expectPanes(page, scan.stack);
    await page.keyboard.press('Shift+T');
    await settled(page);
    expect(await time()).toBe(3);
    const { position } = await shown(page, 'axial');
    await choose(page, 'Play through', 'times');
    await changes(
      page,
      'sagittal',
      ({ state }) => state.time,
      () => page.getByRole('button', { name: 'Play' }).click(),
    );
    await press(page, 'Pause');
    const stopped = await time();
    await page.waitForTimeout(250);
    expect([await time(), (await shown(page, 'axial')).position]).toEqual([stopped, position]);
    await expectPanes(page, scan.stack);
    await page.getByRole('tab', { name: 'Report' }).click();
    const title = page.locator('.report-panel h2').first();
    await expect.poll(() => title.textContent()).toContain(`Time ${stopped + 1} of 8`);
    await page.getByRole('tab', { name: 'View' }).click();
    await choose(page, 'Layout', 'Slices as acquired');
    await expectPanes(page, scan.stack, ['acquired']);
  });
});
