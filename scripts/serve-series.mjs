// A phantom series out of memory, for `npm run bench:loading`; says where it is once it is there.
import { createServer } from 'node:http';
import { createServer as createVite } from 'vite';
import { ROOT } from './ensure-installed.mjs';

const vite = await createVite({ configFile: false, root: ROOT, server: { middlewareMode: true }, logLevel: 'error' });
const { phantomSeries } = await vite.ssrLoadModule('/phantom/index.ts');
const files = await phantomSeries({ rows: 512, columns: 512, slices: 256, pixelSpacing: [0.45, 0.45], step: 0.7 });
await vite.close();
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
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
  }),
);
