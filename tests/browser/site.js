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

/** What our directives and Markdown make of a page, each with looks of its own. */
const PARTS = [
  '<interleaving-player', '<interleaving-game', '<workbook-quiz', '<workbook-guess', 'class="plot"', '<workbook-exercise', 'class="listing"', 'class="output"',
  'language-rust', 'language-python', 'language-toml', 'language-console', '<table', '<blockquote', 'blockquote-tag', '<dl', '<details', '<sup',
];

/** Few pages that together hold every part that any page holds: the paths of one page of every kind. */
export function kinds(all) {
  const held = all.map(({ path, html }) => ({ path, parts: PARTS.filter((part) => html.includes(part)) }));
  const missing = new Set(held.flatMap(({ parts }) => parts));
  const chosen = [];
  while (missing.size) {
    const gain = ({ parts }) => parts.filter((part) => missing.has(part)).length;
    const best = held.reduce((one, other) => (gain(other) > gain(one) ? other : one));
    chosen.push(best.path);
    for (const part of best.parts) missing.delete(part);
  }
  return chosen;
}
