// The editor in the page: it saves, it can be left, and two editors at once lose nothing.

import assert from 'node:assert/strict';
import { withTabs } from '../browser.js';
import { FILE, FOLDER, LOST_UPDATE, NO_RUST, PAGE, RIGHT, answer, box, verdict } from './counter.js';

/** The text of the editor, as it would be saved: CodeMirror keeps only the lines in sight in the page. */
const typed = (page) => box(page).evaluate(() => JSON.parse(sessionStorage.getItem('workbook-draft:locks/counter'))?.text ?? null);
const note = (page, words) => box(page).locator('.wb-note', { hasText: words }).waitFor();
const button = (page, name) => box(page).getByRole('button', { name, exact: true });

async function edit(page) {
  await button(page, 'Edit here').click();
  await box(page).locator('.cm-content').focus();
}

/** Types a line at the end of the text. */
async function append(page, line) {
  await box(page).locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`\n${line}`);
}

export function editor({ browser, workbook, check }) {
  const tabs = (use, options = {}) => withTabs(browser, workbook.address, { live: true, ...options }, use);
  const conflict = { expected: /409/ };

  check('the editor is not loaded before it is wanted', () => tabs(async (open) => {
    const page = await open(PAGE);
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('vendor/editor')).length);
    await answer(workbook, page, RIGHT, 'PASSED');
    assert.equal(await loaded(), 0, 'before the button is pressed');
    await edit(page);
    assert.equal(await loaded(), 1, 'after it was pressed');
  }));

  check('what is typed in the page is saved and judged', () => tabs(async (open) => {
    await workbook.write(FILE, RIGHT);
    const page = await open(PAGE);
    await verdict(page, 'PASSED');
    await edit(page);
    await append(page, 'pub struct Unfinished {');
    await note(page, 'not saved yet');
    assert.equal(await workbook.read(FILE), RIGHT, 'the file before it is saved');
    await page.keyboard.press('Control+s');
    await verdict(page, 'DOES NOT COMPILE');
    assert.equal(await workbook.read(FILE), `${RIGHT}\npub struct Unfinished {`, 'the file after Ctrl-S');
    await box(page).locator('.cm-lint-marker-error').first().waitFor();
    await page.keyboard.type('}');
    await button(page, 'Save').click();
    await verdict(page, 'PASSED');
    assert.equal(await typed(page), null, 'text that is saved is kept for nobody');
  }));

  check('keys in the editor do not turn the page or open the search; Escape and Tab leave it', () => tabs(async (open) => {
    const page = await open(PAGE);
    await edit(page);
    for (const key of ['ArrowLeft', 'ArrowRight', '/', 's', '?']) await page.keyboard.press(key);
    assert.equal(page.url(), workbook.address + PAGE, 'a key turned the page');
    assert.ok(!(await page.locator('#mdbook-searchbar').isVisible()), 'a key opened the search');
    assert.ok((await typed(page)).includes('/s?'), 'the keys were not typed');
    const inside = () => page.evaluate(() => document.activeElement.closest('.cm-content') !== null);
    await page.keyboard.press('Tab');
    assert.ok(await inside(), 'Tab alone indents');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.ok(!(await inside()), 'Escape and Tab do not leave the editor');
  }));

  check('text that is not saved is asked after, and survives a reload', () => tabs(async (open) => {
    const page = await open(PAGE);
    await workbook.write(FILE, RIGHT);
    await verdict(page, 'PASSED');
    await edit(page);
    await append(page, '// kept');
    const asked = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      dialog.accept();
    });
    await page.reload();
    assert.deepEqual(asked, ['beforeunload'], 'leaving the page is asked after');
    await note(page, 'not saved yet');
    assert.equal(await typed(page), `${RIGHT}\n// kept`);
    await button(page, 'Close').click();
    assert.deepEqual(asked, ['beforeunload', 'confirm'], 'closing the editor is asked after');
    assert.equal(await workbook.read(FILE), RIGHT, 'nothing was saved');
  }));

  check('an editor without changes follows the file', () => tabs(async (open) => {
    const page = await open(PAGE);
    await edit(page);
    await workbook.write(FILE, `${RIGHT}\n// from elsewhere`);
    await note(page, 'read again');
    await box(page).locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    assert.match(await box(page).locator('.cm-content').textContent(), /from elsewhere/);
  }));

  check('two texts for one file: nothing is overwritten, and keeping mine keeps the other beside', () => tabs(async (open) => {
    const page = await open(PAGE);
    await answer(workbook, page, RIGHT, 'PASSED');
    await edit(page);
    await append(page, '// mine');
    await workbook.write(FILE, LOST_UPDATE);
    // At once: the page may not have heard of the other text yet.
    await page.keyboard.press('Control+s');
    await button(page, 'Keep my text').waitFor();
    assert.equal(await workbook.read(FILE), LOST_UPDATE, 'the file was overwritten');
    assert.equal(await typed(page), `${RIGHT}\n// mine`, 'what was typed is gone');
    await box(page).locator('.cm-content').focus();
    await page.keyboard.press('Control+Home');
    assert.match(await box(page).locator('.cm-deletedChunk').first().textContent(), /VERDICT: LOST UPDATE/, 'what the other text has is shown');
    const before = await workbook.list(FOLDER);
    await button(page, 'Keep my text').click();
    await note(page, 'saved; the other text is kept as');
    assert.equal(await workbook.read(FILE), `${RIGHT}\n// mine`);
    const [kept, ...more] = (await workbook.list(FOLDER)).filter((name) => !before.includes(name));
    assert.deepEqual(more, [], 'more than one file has appeared');
    assert.equal(await workbook.read(`${FOLDER}/${kept}`), LOST_UPDATE, `what ${kept} holds`);
    await verdict(page, 'PASSED');
  }, conflict));

  check('two texts for one file: taking the other leaves mine one step back', () => tabs(async (open) => {
    const page = await open(PAGE);
    await edit(page);
    await append(page, '// again mine');
    const mine = await typed(page);
    await workbook.write(FILE, LOST_UPDATE);
    await button(page, 'Take the file’s text').click();
    await note(page, 'Ctrl-Z brings yours back');
    assert.equal(await typed(page), null, 'the text of the editor is that of the file');
    assert.equal(await workbook.read(FILE), LOST_UPDATE);
    await page.keyboard.press('Control+z');
    assert.equal(await typed(page), mine, 'after Ctrl-Z');
    await page.keyboard.press('Control+s');
    await note(page, /^saved$/);
    assert.equal(await workbook.read(FILE), mine, 'after it was saved');
    await verdict(page, 'PASSED');
  }, conflict));

  check('a text that comes back to what it was is no conflict any more', () => tabs(async (open) => {
    const page = await open(PAGE);
    await workbook.write(FILE, RIGHT);
    await verdict(page, 'PASSED');
    await edit(page);
    await append(page, '// mine');
    await workbook.write(FILE, NO_RUST);
    await button(page, 'Keep my text').waitFor();
    await workbook.write(FILE, RIGHT);
    await button(page, 'Keep my text').waitFor({ state: 'detached' });
    await note(page, 'not saved yet');
  }, conflict));
}
