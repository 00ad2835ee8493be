// Asks for the device's name where waiting for the GPU keeps nobody waiting: a context takes a tenth of a second to make, and more.
import { gpuName } from './gpu-name.ts';

postMessage(gpuName());
