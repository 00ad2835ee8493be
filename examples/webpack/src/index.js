import { createRenderer, scrub } from 'reslice';
import { loadSeries } from 'reslice/dicom';
import 'reslice/element';

const response = await fetch('head.zip');
const [series] = await loadSeries([{ name: 'head.zip', bytes: await response.arrayBuffer() }]);
const element = document.querySelector('#view');
const view = createRenderer().createView(element, { stack: series.stacks[0], plane: 'sagittal', window: 'brain' });
element.addEventListener('wheel', (event) => {
  event.preventDefault();
  view.set(scrub(view.volume, view.state, Math.sign(event.deltaY)));
});
