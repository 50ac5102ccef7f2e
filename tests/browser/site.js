// A built site: served on loopback, and its pages by what they hold.

import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Serves `folder` on a free port of this machine. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    try {
      if (path.split(sep).includes('..')) throw new Error('outside');
      const body = await readFile(join(folder, path));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The pages of the site in `folder`: `{path, html}`, without those that only repeat others. */
export async function pages(folder) {
  const names = await readdir(folder, { recursive: true });
  const repeats = new Set(['404.html', 'toc.html', 'print.html', 'index.html']);
  const paths = names.filter((name) => name.endsWith('.html') && !repeats.has(name)).sort();
  return Promise.all(paths.map(async (path) => ({
    path: path.split(sep).join('/'),
    html: await readFile(join(folder, path), 'utf8'),
  })));
}
