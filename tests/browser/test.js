// Opens a built book in Chromium and checks what its readers meet.
//
//     npm ci && npm test -- FOLDER      the folder that `cargo workbook build --dest FOLDER` wrote
//
// The last line counts: `N passed, 0 failed`; the exit status is 0 only then.

import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { launch } from './browser.js';
import { pages, serve } from './site.js';
import { accessibility } from './checks/accessibility.js';
import { layout } from './checks/layout.js';
import { pagesLoad } from './checks/pages.js';
import { player } from './checks/player.js';
import { recordings } from './checks/recordings.js';

const folder = resolve(process.argv[2] ?? '../../target/workbook/site');
const counts = { passed: 0, failed: 0 };

/** Runs one check; a failure is told and the next one goes on. */
async function check(name, run) {
  try {
    await run();
    counts.passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    counts.failed += 1;
    const message = stripVTControlCharacters(String(error.message)).trimEnd();
    console.log(`FAILED  ${name}\n${message.replace(/^/gm, '        ')}`);
  }
}

async function main() {
  const all = await pages(folder).catch((error) => {
    throw new Error(`cannot read ${folder}: ${error.message}; build the book first: cargo workbook build --dest ${folder}`);
  });
  const withPlayers = all.filter(({ html }) => html.includes('<interleaving-player')).map(({ path }) => path);
  if (!withPlayers.length) throw new Error(`no page of ${folder} holds a player, so there is nothing to play`);
  const server = await serve(folder);
  const browser = await launch();
  const book = { browser, address: server.address, pages: all.map(({ path }) => path), withPlayers, check };
  try {
    for (const group of [pagesLoad, player, recordings, accessibility, layout]) await group(book);
  } finally {
    await browser.close();
    server.close();
  }
}

try {
  await main();
} catch (error) {
  counts.failed += 1;
  console.log(`FAILED  ${error.message}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed ? 1 : 0;
