// The questions of the book: answered rightly and wrongly, by pointer and by key, kept, and printed.

import assert from 'node:assert/strict';
import { THEMES, withPage } from '../browser.js';
import { faint, violations } from './accessibility.js';

/** A question with several right answers, and its page. */
const SEVERAL = { path: '07-locks/two-locks.html', name: 'locks-nobody-waits', right: 'ABCD', wrong: 'E' };
/** One with a single right answer. */
const ONE = { path: '07-locks/in-real-code.html', name: 'locks-relaxed-stores', right: 'B', wrong: 'A' };

/** What a reader sees of a question. */
function view(quiz) {
  return quiz.evaluate((element) => {
    const text = (selector) => element.querySelector(selector)?.textContent.trim() ?? null;
    const rows = [...element.querySelectorAll('.quiz-choice')];
    const letters = (test) => rows.filter(test).map((row) => row.querySelector('.quiz-letter').textContent).join('');
    return {
      chosen: letters((row) => row.querySelector('input').checked),
      told: letters((row) => row.querySelector('.quiz-reason').textContent.trim()),
      result: text('.quiz-result'),
      source: text('.quiz-source'),
      score: text('.quiz-score'),
      button: text('.quiz-buttons button[type=submit]'),
    };
  });
}

export function quiz({ browser, address, pages, check }) {
  const withQuiz = ({ path, name }, options, use) =>
    withPage(browser, address, path, options, async (page) => {
      const element = page.locator(`workbook-quiz[data-name="${name}"]`);
      const pick = async (letters) => {
        for (const letter of letters) await element.locator('input').nth(letter.charCodeAt(0) - 65).check();
      };
      const button = (label) => element.getByRole('button', { name: label, exact: true });
      await use({ page, element, view: () => view(element), pick, button });
    });

  check('nothing is told before an answer is chosen', () => withQuiz(SEVERAL, {}, async ({ view: see, button }) => {
    await button('Check').click();
    const { told, result, source } = await see();
    assert.deepEqual({ told, result, source }, { told: '', result: 'Choose an answer first.', source: '' });
  }));

  check('of a wrong answer, only what was chosen is told', () => withQuiz(SEVERAL, {}, async ({ view: see, pick, button }) => {
    await pick(`A${SEVERAL.wrong}`);
    await button('Check').click();
    const { told, result } = await see();
    assert.deepEqual({ told, result }, { told: 'AE', result: 'Not yet: 1 answer too many, 3 answers are missing.' });
    await button('Try again').click();
    assert.deepEqual(await see().then(({ chosen, told: left }) => [chosen, left]), ['AE', ''], 'a second try begins with the first');
    await button('Check').click();
    await button('Show the answers').click();
    assert.equal((await see()).told, 'ABCDE', 'all reasons are shown');
    assert.equal((await see()).result, '', 'what was shown is not called right');
  }));

  check('a right answer is kept, and can be given again', () => withQuiz(SEVERAL, {}, async ({ page, element, view: see, pick, button }) => {
    await pick(SEVERAL.right);
    await button('Check').click();
    const seen = await see();
    assert.deepEqual([seen.told, seen.result, seen.button], ['ABCDE', 'Right.', 'Try again']);
    assert.match(seen.source, /^Computed from \d+ interleavings of nobody_waits; no other one makes a difference\.$/);
    const target = await element.locator('.quiz-source a').getAttribute('href');
    assert.equal(await page.locator(target).count(), 1, `the listing it links to, ${target}, is on the page`);
    await page.reload();
    assert.deepEqual(await see(), seen, 'after a reload');
    await button('Try again').click();
    const again = await see();
    assert.deepEqual([again.chosen, again.told, again.button], ['', '', 'Check']);
    await page.reload();
    assert.equal((await see()).chosen, '', 'what was taken back does not return');
  }));

  check('a question that was changed is asked anew', () => withQuiz(SEVERAL, {}, async ({ page, view: see, pick, button }) => {
    await pick(SEVERAL.right);
    await button('Check').click();
    await page.evaluate((key) => {
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), hash: 'another' }));
    }, `workbook-quiz/${SEVERAL.name}`);
    await page.reload();
    const { chosen, told, button: label } = await see();
    assert.deepEqual([chosen, told, label], ['', '', 'Check']);
  }));

  check('a question is answered by key, and the keys do not turn the page', () => withQuiz(ONE, {}, async ({ page, element, view: see }) => {
    const url = page.url();
    await element.locator('input').first().focus();
    await page.keyboard.press('ArrowRight');
    assert.equal((await see()).chosen, 'B', 'after the right arrow key on the first answer');
    await page.keyboard.press('Enter');
    assert.equal((await see()).result, 'Right.');
    await element.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    // A page turn would start with the key press; a round trip to the page comes after it.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.equal(page.url(), url, 'an arrow key on a button turned the page');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.type), 'radio', 'the focus after Try again');
  }));

  check('a page counts its right answers', () => withQuiz(ONE, {}, async ({ page, element, view: see, pick, button }) => {
    const all = await page.locator('workbook-quiz').count();
    assert.ok(all > 1, 'this page should have several questions');
    assert.equal((await see()).score, `0 of ${all} on this page`);
    await pick(ONE.wrong);
    await button('Check').click();
    assert.equal((await see()).result, 'Not this one.');
    await button('Try again').click();
    await pick(ONE.right);
    await button('Check').click();
    for (const score of await page.locator('.quiz-score').allTextContents()) assert.equal(score, `1 of ${all} on this page`);
    assert.equal(await element.locator('fieldset').getAttribute('aria-describedby'), `quiz-${ONE.name}-question`);
    assert.equal(await element.locator('.quiz-result').getAttribute('role'), 'status', 'the result is announced');
  }));

  for (const path of pages) {
    check(`every question on ${path} is right when its key is chosen, and wrong when it is not`, () =>
      withPage(browser, address, path, {}, async (page) => {
        for (const element of await page.locator('workbook-quiz').all()) {
          const name = await element.getAttribute('data-name');
          const answer = (invert) => element.evaluate((quiz, wrong) => {
            const right = [...quiz.querySelectorAll(':scope > .quiz-key > ol > li')].map((li) => li.classList.contains('quiz-right'));
            const inputs = [...quiz.querySelectorAll('input')];
            inputs.forEach((input, index) => (input.checked = right[index] !== wrong));
            quiz.querySelector('form').requestSubmit();
            return quiz.querySelector('.quiz-result').textContent;
          }, invert);
          assert.match(await answer(true), /^(Not|Choose)/, `${name}, all the wrong way around`);
          if ((await view(element)).button === 'Try again') await element.getByRole('button', { name: 'Try again' }).click();
          assert.equal(await answer(false), 'Right.', name);
        }
      }));
  }

  check('without JavaScript a question is read, and its answers are folded away', () =>
    withQuiz(SEVERAL, { javaScript: false }, async ({ element }) => {
      assert.equal(await element.locator(':scope > .quiz-answers > li').count(), 5);
      assert.ok(await element.locator(':scope > .quiz-answers > li').first().isVisible(), 'the answers are not visible');
      const key = element.locator(':scope > .quiz-key');
      assert.ok(!(await key.locator('li').first().isVisible()), 'the key is open from the start');
      await key.locator('summary').click();
      assert.match(await key.locator('li').first().textContent(), /Yes\. One of them is done before the other begins/);
    }));

  for (const theme of THEMES) {
    check(`axe finds nothing in answered questions in ${theme}`, () => withQuiz(ONE, { theme, width: theme === 'light' ? 390 : 1280 }, async ({ page, pick, button }) => {
      await pick(ONE.wrong);
      await button('Check').click();
      assert.deepEqual(await violations(page), [], 'after a wrong answer');
      await button('Show the answer').click();
      assert.deepEqual(await violations(page), [], 'when the answer is shown');
    }));

    check(`printed from ${theme}, a question has its answers below`, () => withQuiz(ONE, { theme }, async ({ page, element }) => {
      await page.emulateMedia({ media: 'print' });
      assert.ok(!(await element.locator('.quiz-form').isVisible()), 'the form is printed');
      assert.ok(await element.locator(':scope > .quiz-answers').isVisible(), 'the answers are not printed');
      assert.ok(await element.locator(':scope > .quiz-key li').first().isVisible(), 'the key is folded away on paper');
      assert.deepEqual(await faint(page), [], 'too faint on paper');
    }));
  }
}
