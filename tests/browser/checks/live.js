// The served book: verdicts without reload, in every tab, and how far the reader is.

import assert from 'node:assert/strict';
import { withTabs } from '../browser.js';
import { CHAPTER, LOST_UPDATE, NO_RUST, PAGE, RIGHT, answer, box, verdict } from './counter.js';

const TABS = 12;

/** Something that a reload would lose. */
const mark = (page) => page.evaluate(() => { globalThis.notReloaded = true; });
const isMarked = (page) => page.evaluate(() => globalThis.notReloaded === true);

export function live({ browser, workbook, check }) {
  const tabs = (use) => withTabs(browser, workbook.address, { live: true }, use);

  check('an exercise that was never judged says what to do', () => tabs(async (open) => {
    const page = await open(PAGE);
    await verdict(page, 'not tried');
    assert.match(await box(page).locator('.wb-state').textContent(), /Save the file/);
  }));

  check('a save turns two pages from red to green, without reload', () => tabs(async (open) => {
    const pages = [await open(PAGE), await open(PAGE)];
    for (const page of pages) await mark(page);
    await answer(workbook, pages[0], LOST_UPDATE, 'LOST UPDATE');
    for (const page of pages) {
      await verdict(page, 'LOST UPDATE');
      assert.ok(await box(page).locator('.wb-tests [data-look="bad"]').count() > 0, 'no test is said to have failed');
      const link = await box(page).locator('.wb-badge a').getAttribute('href');
      assert.equal(link, '../verdicts.html#lost-update', 'the verdict leads to its paragraph');
    }
    await answer(workbook, pages[0], RIGHT, 'PASSED');
    for (const page of pages) {
      await verdict(page, 'PASSED');
      assert.equal(await box(page).locator('.wb-tests [data-look="bad"]').count(), 0, 'a test is still said to have failed');
      assert.equal(await box(page).locator('interleaving-player').count(), 0, 'the failing run is still shown');
      assert.ok(await isMarked(page), 'the page was loaded anew');
    }
  }));

  check('the run that fails is played in the box, by key, and the page is not turned', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, LOST_UPDATE, 'LOST UPDATE');
    const player = box(page).locator('interleaving-player');
    await player.getByRole('button', { name: 'Next' }).click();
    await page.keyboard.press('ArrowRight');
    assert.match(await player.locator('.ip-position').textContent(), /^step 2 of /);
    await page.keyboard.press('End');
    assert.match(await player.locator('.ip-verdict').textContent(), /^LOST UPDATE: /);
    assert.equal(page.url(), workbook.address + PAGE, 'an arrow key turned the page');
  }));

  check('the compiler is quoted when it refuses', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, NO_RUST, 'DOES NOT COMPILE');
    assert.match(await box(page).locator('.wb-text').textContent(), /unclosed delimiter/);
  }));

  check('a page that is opened later knows the verdict', () => tabs(async (open) => {
    await verdict(await open(PAGE), 'DOES NOT COMPILE');
    await verdict(await open(PAGE), 'DOES NOT COMPILE');
  }));

  check('a button judges the file as it is', () => tabs(async (open) => {
    const page = await open(PAGE);
    await verdict(page, 'DOES NOT COMPILE');
    // It may run for a few milliseconds only: all that the box says is noted.
    const badge = box(page).locator('.wb-badge');
    await badge.evaluate((element) => {
      globalThis.said = [];
      new MutationObserver(() => globalThis.said.push(element.textContent)).observe(element, { childList: true });
    });
    await box(page).getByRole('button', { name: 'Judge it now' }).click();
    await page.waitForFunction(() => globalThis.said.length >= 2);
    assert.deepEqual(await page.evaluate(() => globalThis.said), ['running …', 'DOES NOT COMPILE']);
  }));

  check(`${TABS} tabs are all live, over one stream, and the first may be closed`, () => tabs(async (open) => {
    const pages = [];
    let streams = 0;
    for (let tab = 0; tab < TABS; tab += 1) pages.push(await open(PAGE));
    pages[0].context().on('request', (request) => { streams += request.url().endsWith('/_workbook/events'); });
    await answer(workbook, pages[0], LOST_UPDATE, 'LOST UPDATE');
    for (const page of pages) await verdict(page, 'LOST UPDATE');
    assert.equal(streams, 0, 'a tab opened a stream although one is open');
    await pages.shift().close();
    await answer(workbook, pages[0], RIGHT, 'PASSED');
    for (const page of pages) await verdict(page, 'PASSED');
    assert.equal(streams, 1, 'one other tab takes over');
  }));

  check('the contents and the chapter say how far the reader is, at once', () => tabs(async (open) => {
    const [section, chapter] = [await open(PAGE), await open(CHAPTER)];
    const beside = (page, href) => page.locator(`#mdbook-sidebar .chapter-link-wrapper:has(> a[href$="${href}"]) > .wb-progress`);
    const read = async (page) => [await beside(page, CHAPTER).textContent(), await beside(page, 'one-lock.html').textContent()];
    await verdict(section, 'PASSED');
    const all = Number((await beside(section, CHAPTER).textContent()).split(' of ')[1]);
    assert.ok(all > 1, `the chapter has ${all} exercises`);
    for (const page of [section, chapter]) assert.deepEqual(await read(page), [`1 of ${all}`, 'passed'], 'when one exercise has passed');
    assert.match(await chapter.locator('.wb-progress-line').textContent(), new RegExp(`passed 1 of the ${all} exercises .* Next: The last ticket`));
    await answer(workbook, section, LOST_UPDATE, 'LOST UPDATE');
    await chapter.locator('.wb-progress-line', { hasText: 'passed 0 of' }).waitFor();
    for (const page of [section, chapter]) assert.deepEqual(await read(page), [`0 of ${all}`, ''], 'when none passes any more');
    await chapter.locator('.wb-progress-line a').click();
    await chapter.waitForURL(/one-lock\.html#locks\/counter$/);
  }));

  check('on paper an exercise is as it is written', () => tabs(async (open) => {
    const page = await open(PAGE);
    await verdict(page, 'LOST UPDATE');
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await box(page).locator('.wb-live').isVisible()), 'the state of the exercise is printed');
    assert.ok(await box(page).getByText('cargo workbook check').isVisible(), 'the text of the box is not printed');
  }));
}
