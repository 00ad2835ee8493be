// The page as a string from Node, as Next and its kind do it; everything else out of public/.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './app.js';

const page = () => `<!doctype html>
<meta charset="utf-8">
<title>Reslice, rendered on a server</title>
<link rel="icon" href="data:,">
<div id="root">${renderToString(createElement(App, { url: 'head.zip' }))}</div>
<script type="module" src="client.js"></script>`;

const FILES = { '/client.js': 'text/javascript', '/head.zip': 'application/zip' };

const server = createServer(async ({ url }, response) => {
  if (url === '/') return response.setHeader('content-type', 'text/html').end(page());
  if (!FILES[url]) return response.writeHead(404).end();
  response.setHeader('content-type', FILES[url]).end(await readFile(new URL(`public${url}`, import.meta.url)));
});
server.listen(Number(process.env.PORT ?? 3000), () => console.log(`http://localhost:${server.address().port}/`));
