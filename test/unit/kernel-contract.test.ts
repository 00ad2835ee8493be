import { describe } from 'vitest';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { kernelContract } from '../contract/kernels.ts';

describe('CPU', () => kernelContract((volume, plane, options) => createCpuSampler(volume).values64(plane, options)));
