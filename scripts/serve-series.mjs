// A phantom series out of memory, and in a folder, for scripts/bench-loading.mjs; says where they are once they are there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from './load-source.mjs';

const { module, close } = await loadSource('/phantom/index.ts');
const files = await module.phantomSeries({
  rows: 512,
  columns: 512,
  slices: 256,
  pixelSpacing: [0.45, 0.45],
  step: 0.7,
});
await close();
const folder = mkdtempSync(join(tmpdir(), 'reslice-bench-'));
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
process.on('disconnect', () => {
  rmSync(folder, { recursive: true });
  process.exit();
});
const server = createServer((request, response) => {
  const file = files[Number(/^\/(\d+)\.dcm$/.exec(request.url ?? '')?.[1])];
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('content-type', 'application/dicom');
  if (!file) response.statusCode = 404;
  response.end(file?.bytes);
});
server.listen(0, '127.0.0.1', () =>
  process.send?.({
    port: server.address().port,
    folder,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
  }),
);
