// The plots that the reader guesses first: by pointer and by key, kept, without JavaScript, and printed. While the figures of
// the reference machine are not recorded, there is nothing to guess.

import assert from 'node:assert/strict';
import { THEMES, withPage } from '../browser.js';
import { violations } from './accessibility.js';

export function guess({ browser, address, withGuesses, check }) {
  const path = withGuesses[0];
  if (!path) return;
  const withGuess = (options, use) =>
    withPage(browser, address, path, options, async (page) => {
      const element = page.locator('workbook-guess').first();
      const button = (label) => element.getByRole('button', { name: label, exact: true });
      await use({ page, element, button, field: (index) => element.locator('input[type=number]').nth(index), slider: (index) => element.locator('input[type=range]').nth(index) });
    });

  check('nothing is shown before something is guessed', () => withGuess({}, async ({ element, button }) => {
    assert.ok(!(await element.locator('figure.plot').isVisible()), 'the plot is visible');
    await button('Show what was measured').click();
    assert.equal(await element.locator('.guess-result').textContent(), 'Guess one of them at least.');
    assert.ok(!(await element.locator('figure.plot').isVisible()), 'the plot is visible');
  }));

  check('what is drawn is typed, and what is typed is drawn', () => withGuess({}, async ({ page, field, slider }) => {
    const url = page.url();
    await field(0).fill('2');
    const share = async () => slider(0).evaluate((input) => input.value / input.max);
    const { low, high } = await page.locator('workbook-guess svg').first().evaluate((svg) => ({ ...svg.dataset }));
    const right = Math.log(2 / low) / Math.log(high / low);
    assert.ok(Math.abs((await share()) - right) < 0.01, `the slider is at ${await share()}, and 2 is at ${right}`);
    await slider(1).focus();
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight');
    assert.ok(Number(await field(1).inputValue()) > 1, 'ten steps to the right of 1');
    assert.match(await slider(1).getAttribute('aria-valuetext'), /times as long$/);
    assert.equal(page.url(), url, 'an arrow key turned the page');
  }));

  check('guesses are marked, counted, kept, and can be taken back', () => withGuess({}, async ({ page, element, button, field }) => {
    const value = Number(await element.locator('g[data-value]').first().getAttribute('data-value'));
    await field(0).fill(String(value));
    await field(1).fill('1000000');
    await page.keyboard.press('Enter');
    const seen = async () => ({
      marks: await element.locator('.plot-guess').count(),
      cells: (await element.locator('tbody .guess-cell').allTextContents()).filter(Boolean).length,
      result: await element.locator('.guess-result').textContent(),
      shown: await element.locator('figure.plot').isVisible(),
    });
    const first = await seen();
    assert.deepEqual([first.marks, first.cells, first.shown], [2, 2, true]);
    assert.match(first.result, /^1 of 2 guesses /);
    await page.reload();
    assert.deepEqual(await seen(), first, 'after a reload');
    await button('Guess again').click();
    assert.deepEqual((await seen()).marks, 0, 'marks are left');
    await page.reload();
    assert.equal((await seen()).shown, false, 'what was taken back is shown again');
  }));

  check('without JavaScript the numbers are a table, folded away', () => withGuess({ javaScript: false }, async ({ element }) => {
    assert.ok(!(await element.locator('table').isVisible()), 'the answer is open from the start');
    await element.locator('summary').click();
    assert.ok(await element.locator('table').isVisible(), 'the table is not shown');
    assert.ok(await element.locator('svg').isVisible(), 'the picture is not shown');
  }));

  for (const theme of THEMES) {
    check(`axe finds nothing in guesses in ${theme}`, () => withGuess({ theme, width: theme === 'light' ? 390 : 1280 }, async ({ page, button, field }) => {
      assert.deepEqual(await violations(page), [], 'before');
      await field(0).fill('2');
      await button('Show what was measured').click();
      assert.deepEqual(await violations(page), [], 'after');
    }));
  }

  check('printed, a plot is there and its form is not', () => withGuess({ theme: 'navy' }, async ({ page, element }) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok(!(await element.locator('.guess-form').isVisible()), 'the form is printed');
    assert.ok(await element.locator('figure.plot table').isVisible(), 'the numbers are not printed');
  }));
}
