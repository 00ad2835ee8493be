// What each door of the package gives: the surface grows only on purpose.
import { expect, test } from 'vitest';

const doors: Readonly<Record<string, readonly string[]>> = {
  index: [
    'COLORMAP_NAMES',
    'OVERLAY_LAYERS',
    'PRESETS',
    'ResliceError',
    'colorBar',
    'coverStack',
    'createColormap',
    'createRenderer',
    'createVolume',
    'drawnPlane',
    'fit',
    'inUnit',
    'isLutChoice',
    'isResliceError',
    'lettersOf',
    'loadColormap',
    'namedGeometry',
    'namedPlane',
    'orientationLetters',
    'pan',
    'patientToPixel',
    'pixelToPatient',
    'positionAxis',
    'positionOf',
    'resolveWindow',
    'scaleBar',
    'scrub',
    'stepPlane',
    'stepTo',
    'stepsOf',
    'windowDrag',
    'windowOfLut',
    'zoom',
  ],
  dicom: ['ResliceError', 'isNote', 'isResliceError', 'loadSeries'],
  cpu: [
    'COLORMAP_NAMES',
    'PRESETS',
    'ResliceError',
    'colorBar',
    'coverStack',
    'createColormap',
    'createCpuSampler',
    'createVolume',
    'inUnit',
    'isLutChoice',
    'isResliceError',
    'loadColormap',
    'namedGeometry',
    'namedPlane',
    'patientToPixel',
    'pixelToPatient',
    'positionOf',
    'resolveWindow',
    'stepPlane',
    'windowOfLut',
  ],
};

test.each(Object.entries(doors))('%s', async (name, expected) => {
  // In Node, where there is neither window nor document: importing a door must not need them.
  expect(typeof window).toBe('undefined');
  const door: object = await import(`../../src/entry/${name}.ts`);
  expect(Object.keys(door).sort()).toEqual([...expected].sort());
});
