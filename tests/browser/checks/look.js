// What the served book adds can be read in every theme, by everybody, and on a phone.

import assert from 'node:assert/strict';
import { THEMES, withPage, withTabs } from '../browser.js';
import { CHAPTER, FILE, LOST_UPDATE, NO_RUST, PAGE, RIGHT, answer, box, verdict } from './counter.js';
import { violations } from './accessibility.js';
import { wider } from './layout.js';

export function look({ browser, workbook, check }) {
  const looks = [...THEMES.map((theme) => ({ theme, width: 1280 })), { theme: 'light', width: 390 }];

  const inEveryLook = (name, path, arrange) => {
    for (const { theme, width } of looks) {
      check(`axe finds nothing on ${name} in ${theme}, ${width} pixels wide`, () =>
        withPage(browser, workbook.address, path, { theme, width, live: true, expected: /409/ }, async (page) => {
          await arrange(page);
          assert.deepEqual(await violations(page), []);
          assert.deepEqual(await wider(page), [], 'these are wider than the page');
        }));
    }
  };

  check('the answer that loses updates is handed in', () => withTabs(browser, workbook.address, { live: true }, async (open) =>
    answer(workbook, await open(PAGE), LOST_UPDATE, 'LOST UPDATE')));

  inEveryLook('a verdict with its run, and the open editor', PAGE, async (page) => {
    await verdict(page, 'LOST UPDATE');
    await box(page).locator('interleaving-player').evaluate((player) => player.go(Infinity));
    await box(page).getByRole('button', { name: 'Edit here' }).click();
    await box(page).locator('.cm-content').focus();
    await page.keyboard.press('Control+f');
    await page.locator('.cm-search').waitFor();
  });

  inEveryLook('two texts for one file, what the compiler says, and a listing that was run', PAGE, async (page) => {
    await answer(workbook, page, RIGHT, 'PASSED');
    await page.locator('.wb-run-button').first().click();
    await page.locator('.wb-run figcaption', { hasText: 'status 0' }).waitFor({ timeout: 90_000 });
    await box(page).getByRole('button', { name: 'Edit here' }).click();
    await box(page).locator('.cm-content').focus();
    await page.keyboard.type('// mine\n');
    await answer(workbook, page, NO_RUST, 'DOES NOT COMPILE');
    await box(page).locator('.wb-conflict button').first().waitFor();
  });

  inEveryLook('the progress in a chapter', CHAPTER, async (page) => {
    await workbook.write(FILE, RIGHT);
    await page.locator('.wb-progress-line', { hasText: 'passed 1 of' }).waitFor();
  });
}
