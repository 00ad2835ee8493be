// What scripts/bench.mjs calls in the page.
import { benchAllocations } from './allocations.ts';
import { benchFrames } from './frames.ts';
import { benchKernels } from './kernels.ts';
import { benchFirstPicture, benchLoading } from './loading.ts';
import { closeDevice, openDevice } from './stacks.ts';
import { benchViews } from './views.ts';

const bench = {
  device() {
    const device = openDevice(1);
    const info = device.gl.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(device.gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : device.gl.RENDERER));
    closeDevice(device);
    return { renderer, userAgent: navigator.userAgent };
  },
  frames: benchFrames,
  kernels: benchKernels,
  views: benchViews,
  allocations: benchAllocations,
  firstPicture: benchFirstPicture,
  load: benchLoading,
};

Object.assign(window, { resliceBench: bench });
