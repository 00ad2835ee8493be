// The article on embedding: does with the elements what its text tells, on a phantom.
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/entry/dicom.ts';
import { defineElements, type ResliceViewElement } from '../../src/entry/element.ts';
import { find, setText } from '../ui/dom.ts';
import { modality, patient } from '../ui/format.ts';
import { shadowPlanes } from './shadow-planes.ts';

// Written out: a bundler that takes the sources apart need not keep an import for its effect.
defineElements();

const view = find<ResliceViewElement>('.plane');
const mpr = shadowPlanes(find('.planes'));

const value = find('.value');
view.addEventListener('probe', ({ detail: { probe } }) => {
  setText(value, probe ? `${modality(probe.value)} ${probe.unit} at ${patient(probe.position)}` : '');
});

const { options, field } = PHANTOMS.head;
const files = await phantomSeries(options, field);
const [series] = await loadSeries(files);
const stack = series?.stacks[0];
if (stack?.volume) {
  const source = { volumes: stack.volumes };
  view.stack = source;
  mpr.stack = source;
}
