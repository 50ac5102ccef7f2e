// What helps to read: the time it takes, the glossary, examples of verdicts, a search that knows Chinese, and paper.

import assert from 'node:assert/strict';
import { withPage } from '../browser.js';

export function reading({ browser, address, pages, check }) {
  const chapters = pages.filter((path) => /^\d\d-/.test(path));

  check('every page of a chapter says how long it takes', () =>
    withPage(browser, address, chapters[0], {}, async (page) => {
      for (const path of chapters) {
        const html = await page.evaluate((url) => fetch(url).then((response) => response.text()), address + path);
        assert.match(html, /<p class="page-minutes">(This page: a|A)bout \d+ (minutes?|h \d\d min) to read/, path);
      }
    }));

  /** Types into the search field and waits for its answer. */
  const search = async (page, text) => {
    await page.keyboard.press('/');
    const field = page.locator('#mdbook-searchbar');
    await field.pressSequentially(text);
    // The search listens for a key; what an input method commits is none.
    await page.keyboard.press('End');
    await page.locator('#mdbook-searchresults-header', { hasText: `'${text}'` }).waitFor();
    return page.locator('#mdbook-searchresults a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname + new URL(link.href).hash));
  };

  for (const [query, target] of [['死锁', '/glossary.html#deadlock'], ['锁', '/glossary.html#spin-lock'], ['deadlock', '/glossary.html#deadlock']]) {
    check(`the search finds ${query}`, () => withPage(browser, address, chapters[0], {}, async (page) => {
      const found = await search(page, query);
      assert.ok(found.includes(target), `${target} is not among ${found.join(', ')}`);
      const teaser = await page.locator('#mdbook-searchresults li', { has: page.locator(`a[href$="${target.slice(1).replace(/.*#/, '#')}"]`) }).first().textContent();
      assert.ok(teaser.includes(query), `the text shown with it is "${teaser}"`);
    }));
  }

  check('the search finds all parts of a query in Chinese, or nothing', () => withPage(browser, address, chapters[0], {}, async (page) => {
    assert.deepEqual(await search(page, '死锁 自旋'), [], 'no section holds both');
  }));

  check('a term links to the glossary, and the glossary to its explanations', () => withPage(browser, address, '07-locks/two-locks.html', {}, async (page) => {
    await page.locator('dfn#term-deadlock a').click();
    await page.waitForURL(/glossary\.html#deadlock$/);
    const entry = page.locator('h2#deadlock + p.term');
    assert.equal(await entry.locator('span').getAttribute('lang'), 'zh-Hans');
    await entry.getByRole('link', { name: 'Two locks' }).click();
    await page.waitForURL(/two-locks\.html#term-deadlock$/);
  }));

  check('every verdict has an example that came to it', () => withPage(browser, address, 'verdicts.html', {}, async (page) => {
    const shown = await page.locator('main h2').evaluateAll((headings) => headings.map((heading) => {
      let next = heading.nextElementSibling;
      while (next && next.localName !== 'h2' && !next.matches('details.example')) next = next.nextElementSibling;
      const said = next?.querySelector?.('figure.output code')?.textContent ?? '';
      const verdict = heading.textContent.trim();
      return [verdict, said.split('\n').some((line) => line.startsWith(`${verdict}: `)), Boolean(next?.querySelector?.('figure.listing code'))];
    }));
    assert.ok(shown.length > 20, `only ${shown.length} verdicts`);
    for (const [verdict, said, listed] of shown) assert.ok(said && listed, `the example of ${verdict} ${listed ? 'came to something else' : 'is missing'}`);
  }));

  check('the arrow keys turn the page only when nothing has the focus', () => withPage(browser, address, '07-locks/two-locks.html', {}, async (page) => {
    const url = page.url();
    await page.locator('main a.term, main dfn a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('#mdbook-search-toggle').focus();
    await page.keyboard.press('ArrowLeft');
    // A page turn would start with the key press; a round trip to the page comes after it.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.equal(page.url(), url, 'an arrow key turned the page while a link or a button had the focus');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((now) => now.href !== url);
  }));

  check('the whole book on paper has no controls, and nothing is folded away', () => withPage(browser, address, 'print.html', { theme: 'navy' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const visible = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ contentVisibilityAuto: true })).length;
      const ids = [...document.querySelectorAll('main [id]')].map(({ id }) => id);
      return {
        controls: visible('main :is(button, input, select, textarea)'),
        runs: visible('interleaving-player > table') / document.querySelectorAll('interleaving-player').length,
        keys: visible('workbook-quiz > .quiz-key > ol') / document.querySelectorAll('workbook-quiz').length,
        examples: visible('details.example figure.listing') / document.querySelectorAll('details.example').length,
        twice: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
      };
    });
    assert.deepEqual(seen, { controls: 0, runs: 1, keys: 1, examples: 1, twice: [] });
  }));
}
