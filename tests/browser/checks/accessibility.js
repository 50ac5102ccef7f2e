// axe-core finds nothing, in any theme, on a wide page and on a phone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { THEMES, withPage } from '../browser.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function accessibility({ browser, address, pages, kinds, withPlayers, check }) {
  for (const path of pages) {
    // Every page in the two themes that mdBook chooses by itself; one page of every kind in all five, and on a phone.
    const every = kinds.includes(path);
    const themes = THEMES.filter((theme) => every || ['light', 'navy'].includes(theme));
    const looks = themes.map((theme) => ({ theme, width: 1280 }));
    for (const look of every ? [...looks, { theme: 'light', width: 390 }] : looks) {
      check(`axe finds nothing on ${path} in ${look.theme}, ${look.width} pixels wide`, () =>
        withPage(browser, address, path, look, async (page) => {
          // In the middle of a run and at its end, where each player shows most.
          for (const part of withPlayers.includes(path) ? [0.5, 1] : [0]) {
            await page.evaluate((share) => {
              for (const player of document.querySelectorAll('interleaving-player')) player.go(Math.ceil(player.run.length * share));
              // Asking for a hint twice takes a step.
              for (const game of document.querySelectorAll('interleaving-game')) [game.hint(), game.hint()];
            }, part);
            assert.deepEqual(await violations(page), [], `with the players ${part * 100} % through`);
          }
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

/** What axe finds on a page as it stands. */
export async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary}`),
    }));
  });
}
