// Opens a built book in Chromium and checks what its readers meet; then the book that the workbook serves, and the
// report of a class.
//
//     npm ci && npm test -- FOLDER [WORKBOOK]
//
// FOLDER is what `cargo workbook build --dest FOLDER` wrote. WORKBOOK is the program, `target/debug/workbook`; without
// it, what only the served book can do is left out. The last line counts: `N passed, 0 failed`; the exit status is 0
// only then.

import { resolve } from 'node:path';
import { launch } from './browser.js';
import { Checks } from './checks.js';
import { kinds, pages, serve } from './site.js';
import { Workbook } from './workbook.js';
import { accessibility } from './checks/accessibility.js';
import { editor } from './checks/editor.js';
import { game } from './checks/game.js';
import { guess } from './checks/guess.js';
import { layout } from './checks/layout.js';
import { listings } from './checks/listings.js';
import { live } from './checks/live.js';
import { look } from './checks/look.js';
import { pagesLoad } from './checks/pages.js';
import { player } from './checks/player.js';
import { quiz } from './checks/quiz.js';
import { reading } from './checks/reading.js';
import { recordings } from './checks/recordings.js';
import { report } from './checks/report.js';
import { restart } from './checks/restart.js';

const STATIC = [pagesLoad, player, recordings, game, quiz, guess, reading, accessibility, layout];
/** In this order: the last ones take the server away. */
const LIVE = [live, editor, listings, look, restart];

const folder = resolve(process.argv[2] ?? '../../target/workbook/site');
const binary = process.argv[3];

async function main(checks) {
  const all = await pages(folder).catch((error) => {
    throw new Error(`cannot read ${folder}: ${error.message}; build the book first: cargo workbook build --dest ${folder}`);
  });
  const withPlayers = all.filter(({ html }) => html.includes('<interleaving-player')).map(({ path }) => path);
  if (!withPlayers.length) throw new Error(`no page of ${folder} holds a player, so there is nothing to play`);
  const server = await serve(folder);
  const browser = await launch();
  const workbook = binary && new Workbook(binary);
  const book = {
    browser,
    address: server.address,
    pages: all.map(({ path }) => path),
    kinds: kinds(all),
    withPlayers,
    withGuesses: all.filter(({ html }) => html.includes('<workbook-guess')).map(({ path }) => path),
    withGames: all.filter(({ html }) => html.includes('<interleaving-game')),
    check: checks.add,
  };
  try {
    for (const group of STATIC) await group(book);
    if (workbook) {
      checks.series((check) => report({ browser, binary, check }));
      checks.series((check) => {
        check('the workbook serves a copy of this repository', () => workbook.start());
        for (const group of LIVE) group({ browser, workbook, check });
      });
    } else {
      console.log('not checked: what the served book does, and reports (name the workbook program as the second argument)');
    }
    await checks.run();
  } finally {
    await browser.close();
    await workbook?.stop();
    server.close();
  }
}

const checks = new Checks();
try {
  await main(checks);
} catch (error) {
  checks.fail('the tests themselves', error);
}
console.log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed ? 1 : 0;
