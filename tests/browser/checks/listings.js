// The Run button of a listing.

import assert from 'node:assert/strict';
import { withTabs } from '../browser.js';

const PAGE = '07-locks/one-lock.html';
const NAME = 'one_lock';
const FILE = `book/listings/examples/07-locks/${NAME}.rs`;

export function listings({ browser, workbook, check }) {
  const tabs = (use) => withTabs(browser, workbook.address, { live: true }, use);
  const run = (page) => page.locator('figure.wb-run').first();

  check('a listing is run here, and prints what the book says', () => tabs(async (open) => {
    const page = await open(PAGE);
    await page.getByRole('button', { name: `Run ${NAME}`, exact: true }).first().click();
    // Building it the first time takes a while.
    await run(page).locator('figcaption', { hasText: 'status 0' }).waitFor({ timeout: 300_000 });
    assert.equal((await run(page).locator('pre').textContent()).trim(), (await workbook.read(`book/listings/recorded/${NAME}.txt`)).trim());
  }));

  check('a listing that does not end is stopped by its button', () => tabs(async (open) => {
    const page = await open(PAGE);
    const program = await workbook.read(FILE);
    const reloaded = page.waitForEvent('load');
    await workbook.write(FILE, program.replace('fn main() {', 'fn main() {\n    loop {\n        println!("still here");\n        thread::yield_now();\n    }\n'));
    // The listing is part of the book, so its page is built again.
    await reloaded;
    await page.getByRole('button', { name: `Run ${NAME}`, exact: true }).first().click();
    await run(page).locator('pre', { hasText: 'still here' }).waitFor({ timeout: 90_000 });
    await page.getByRole('button', { name: `Stop ${NAME}`, exact: true }).first().click();
    await run(page).locator('figcaption', { hasText: 'stopped' }).waitFor();
    // And so it is now. Nobody else should be on a page when that comes.
    const restored = page.waitForEvent('load');
    await workbook.write(FILE, program);
    await restored;
  }));
}
