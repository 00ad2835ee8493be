import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { edgesContract } from '../contract/edges.ts';

edgesContract('CPU', (volume, plane, options) => createCpuSampler(volume).values64(plane, options));
