import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { linearFieldContract } from '../contract/linear-field.ts';

linearFieldContract('CPU', (volume, use) => {
  const cpu = createCpuSampler(volume, { specialised: false });
  use((plane) => cpu.values64(plane, { interpolation: 'linear' }));
});
