// The device's name without waiting for the GPU: by gpu-name-worker.ts.

/** Empty where the browser does not tell, or has no worker to ask in. */
export async function askGpuName(): Promise<string> {
  const worker = new Worker(new URL('./gpu-name-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<string>((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(String(data)));
      worker.addEventListener('error', () => resolve(''));
    });
  } finally {
    worker.terminate();
  }
}
