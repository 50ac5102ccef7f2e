// The server goes and comes back, and the book is built anew.

import assert from 'node:assert/strict';
import { withTabs } from '../browser.js';
import { FILE, LOST_UPDATE, PAGE, RIGHT, answer, box, verdict } from './counter.js';

const SOURCE = 'book/src/07-locks/one-lock.md';

export function restart({ browser, workbook, check }) {
  // A browser says so when it finds nobody at an address.
  const options = { live: true, expected: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|403|503/ };
  const tabs = (use) => withTabs(browser, workbook.address, options, use);
  const notice = (page, words) => page.locator('.wb-notice', { hasText: words }).waitFor();

  check('a book that was built anew is shown at the same place', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, RIGHT, 'PASSED');
    await page.evaluate(() => scrollTo(0, 700));
    const text = await workbook.read(SOURCE);
    await workbook.write(SOURCE, `${text}\nA new paragraph at the end.\n`);
    await page.getByText('A new paragraph at the end.').waitFor();
    await page.waitForFunction(() => Math.abs(scrollY - 700) < 5);
  }));

  check('a book that cannot be built is told, and the page stays', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, RIGHT, 'PASSED');
    const text = await workbook.read(SOURCE);
    await workbook.write(SOURCE, `${text}\n{{#player nothing_of_that_name}}\n`);
    await notice(page, 'nothing_of_that_name');
    await workbook.write(SOURCE, text);
    await page.locator('.wb-notice:empty').waitFor({ state: 'attached' });
  }));

  check('without a server the page says so, and goes on when it is back', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, RIGHT, 'PASSED');
    await workbook.stop();
    await notice(page, 'The workbook has stopped');
    await verdict(page, 'not connected');
    await workbook.serve();
    await answer(workbook, page, LOST_UPDATE, 'LOST UPDATE');
    assert.equal(await page.locator('.wb-notice').textContent(), '', 'the notice is gone');
  }));

  check('text that is not saved outlives the server, and is saved by the next', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, RIGHT, 'PASSED');
    await box(page).getByRole('button', { name: 'Edit here' }).click();
    await box(page).locator('.cm-content').focus();
    await page.keyboard.type('// typed before\n');
    await workbook.stop();
    await notice(page, 'The workbook has stopped');
    await page.keyboard.type('// typed meanwhile\n');
    await workbook.serve();
    await notice(page, 'Save your text');
    await page.keyboard.press('Control+s');
    await box(page).locator('.wb-note', { hasText: /^saved$/ }).waitFor();
    assert.equal(await workbook.read(FILE), `// typed before\n// typed meanwhile\n${RIGHT}`);
    await verdict(page, 'PASSED');
  }));
}
