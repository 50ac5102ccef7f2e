// axe-core finds nothing, in any theme, on a wide page and on a phone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { THEMES, withPage } from '../browser.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function accessibility({ browser, address, pages, withPlayers, check }) {
  // The width changes what is laid out where, not the colours: one theme will do for the phone.
  const looks = [...THEMES.map((theme) => ({ theme, width: 1280 })), { theme: 'light', width: 390 }];
  for (const path of pages) {
    for (const look of looks) {
      await check(`axe finds nothing on ${path} in ${look.theme}, ${look.width} pixels wide`, () =>
        withPage(browser, address, path, look, async (page) => {
          // In the middle of a run and at its end, where each player shows most.
          const states = withPlayers.includes(path) ? [0.5, 1] : [0];
          await page.evaluate(AXE);
          for (const state of states) assert.deepEqual(await violations(page, state), [], `with the players ${state * 100} % through`);
        }));
    }
  }
}

/** What of a page, as it stands, is too faint to read. */
export async function faint(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run('main', { runOnly: ['color-contrast'] });
    return found.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(' ')}: ${node.any[0].message}`));
  });
}

/** What axe finds when all players are so far through their run. */
function violations(page, state) {
  return page.evaluate(async (part) => {
    for (const player of document.querySelectorAll('interleaving-player')) player.go(Math.ceil(player.run.length * part));
    const { violations: found } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary}`),
    }));
  }, state);
}
