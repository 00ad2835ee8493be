// Takes what the conformance page hands over: one POST to /conformance-report.

/** @param {(body: Record<string, unknown>) => void} take @returns {import('vite').Plugin} */
export function serveReports(take) {
  return {
    name: 'reslice-reports',
    configureServer(server) {
      server.middlewares.use('/conformance-report', (request, response) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
          response.statusCode = 204;
          response.end();
          take(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        });
      });
    },
  };
}
