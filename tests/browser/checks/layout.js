// A phone needs no sideways scrolling, and paper gets the table in black on white.

import assert from 'node:assert/strict';
import { THEMES, withPage } from '../browser.js';
import { faint } from './accessibility.js';

/** What of a page is wider than the window. */
export function wider(page) {
  return page.evaluate(() => {
    const scrolls = (element) => element.scrollWidth > element.clientWidth;
    const frames = [document.documentElement, document.body, document.querySelector('#mdbook-content')].filter((frame) => frame && scrolls(frame));
    const parts = [...document.querySelectorAll('main > *')].filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5);
    return [...frames, ...parts].map((element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 60)}`);
  });
}

export function layout({ browser, address, pages, withPlayers, check }) {
  for (const path of pages) {
    check(`${path} does not scroll sideways at 390 pixels`, () =>
      withPage(browser, address, path, { width: 390 }, async (page) => {
        const wide = await wider(page);
        assert.deepEqual(wide, [], 'these are wider than the page');
      }));
  }

  check('on a phone the source stands above the lanes', () =>
    withPage(browser, address, withPlayers[0], { width: 390 }, async (page) => {
      const player = page.locator('interleaving-player').first();
      const [source, lanes] = [await player.locator('.ip-source').boundingBox(), await player.locator('.ip-lanes').boundingBox()];
      assert.ok(source.y + source.height <= lanes.y, `the source ends at ${source.y + source.height}, the lanes begin at ${lanes.y}`);
    }));

  for (const theme of THEMES) {
    check(`printed from ${theme}, a run is a table on white`, () =>
      withPage(browser, address, withPlayers[0], { theme }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        const player = page.locator('interleaving-player').first();
        assert.ok(await player.locator(':scope > table').isVisible(), 'the table is not printed');
        assert.ok(await player.locator(':scope > .verdict').isVisible(), 'the verdict is not printed');
        assert.ok(!(await player.locator(':scope > .ip').isVisible()), 'the controls are printed');
        const colours = await page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          return [style.color, style.backgroundColor];
        });
        assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], 'text and paper');
        assert.deepEqual(await faint(page), [], 'too faint on paper');
      }));
  }
}
