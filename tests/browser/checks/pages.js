// Every page loads by itself, and can be read without a script.

import assert from 'node:assert/strict';
import { withPage } from '../browser.js';

export function pagesLoad({ browser, address, pages, withPlayers, check }) {
  for (const path of [...pages, 'index.html', 'print.html']) {
    check(`${path} loads without an error and without a request to another machine`, () =>
      withPage(browser, address, path, {}, (page) => page.waitForLoadState('networkidle')));
  }

  check('without JavaScript, a run is a table', () =>
    withPage(browser, address, withPlayers[0], { javaScript: false }, async (page) => {
      const tables = page.locator('interleaving-player > table');
      assert.ok(await tables.first().isVisible(), 'the table of the first player is not visible');
      assert.ok(await page.locator('interleaving-player > .verdict').first().isVisible(), 'its verdict is not visible');
    }));

  check('the search finds a word of the book', () =>
    withPage(browser, address, withPlayers[0], {}, async (page) => {
      await page.keyboard.press('/');
      await page.locator('#mdbook-searchbar').pressSequentially('lock');
      await page.locator('#mdbook-searchresults li').first().waitFor();
    }));

  check('the contents can be opened and closed by key', () =>
    withPage(browser, address, pages[0], { width: 800 }, async (page) => {
      const button = page.getByRole('button', { name: 'Toggle Table of Contents' });
      const sidebar = page.locator('#mdbook-sidebar');
      assert.equal(await button.getAttribute('aria-expanded'), 'false', 'a narrow page opens without its contents');
      await button.focus();
      await page.keyboard.press('Enter');
      await sidebar.waitFor({ state: 'visible' });
      assert.equal(await button.getAttribute('aria-expanded'), 'true', 'the button does not say that the contents are open');
      await page.keyboard.press('Enter');
      assert.equal(await button.getAttribute('aria-expanded'), 'false', 'the button does not say that the contents are closed');
    }));
}
