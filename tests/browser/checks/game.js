// The games of the book: lost and won, by button and by key, and the repaired program behind them.

import assert from 'node:assert/strict';
import { withPage } from '../browser.js';

/** What a reader sees, as text. */
function view(game) {
  return game.evaluate((element) => {
    const text = (selector) => element.querySelector(selector)?.textContent.trim() ?? null;
    return {
      clicks: text('.ip-position'),
      told: text('.ip-sentence > p'),
      verdict: text('.ip-verdict'),
      prospect: text('.ig-prospect'),
      won: text('.ig-won'),
      rows: element.querySelectorAll('.ip-lanes tbody tr').length,
      threads: [...element.querySelectorAll('.ig-thread')].map((button) => ({
        name: button.querySelector('b').textContent,
        text: button.querySelector('span').textContent,
        disabled: button.getAttribute('aria-disabled') === 'true',
      })),
      swap: element.querySelector('.ig-swap').checkVisibility(),
    };
  });
}

const named = (name) => `interleaving-game[data-name="${name}"]`;

export function game({ browser, address, withGames, check }) {
  /** The game of this name, on its page. */
  const withGame = (name, options, use) => async () => {
    const found = withGames.find(({ html }) => html.includes(`<interleaving-game data-name="${name}"`));
    assert.ok(found, `no page of the book has the game ${name}`);
    await withPage(browser, address, found.path, options, async (page) => {
      const element = page.locator(named(name));
      // A click on its edge makes the keys work.
      if (options.javaScript !== false) await element.click({ position: { x: 3, y: 3 } });
      await use({
        page,
        element,
        view: () => view(element),
        press: async (...keys) => {
          for (const key of keys) await page.keyboard.press(key);
        },
        button: (label) => element.getByRole('button', { name: label, exact: true }),
        thread: (label) => element.locator('.ig-thread', { hasText: label }),
      });
    });
  };

  for (const { path } of withGames) {
    check(`the games on ${path} are won by hints, and the repaired programs hold`, () =>
      withPage(browser, address, path, {}, async (page) => {
        for (const element of await page.locator('interleaving-game').all()) {
          await element.click({ position: { x: 3, y: 3 } });
          const goal = await element.getAttribute('data-goal');
          for (let press = 0; press < 200 && (await view(element)).verdict === null; press++) await page.keyboard.press('h');
          const seen = await view(element);
          assert.ok(seen.verdict.startsWith(goal), `"${seen.verdict}" is not ${goal}`);
          assert.match(seen.prospect, /^You made it happen in \d+ clicks?\. Of the [\d,]+ ways that there are, [\d,]+ ends? like this\.$/);
          assert.equal(seen.won, 'won', 'that it was won is not shown');
          await element.getByRole('button', { name: 'Now the repaired program' }).click();
          const number = Number(await element.getAttribute('data-interleavings')).toLocaleString('en');
          assert.match((await view(element)).prospect, new RegExp(`safe: the program holds in all ${number} interleavings? that differ\\.$`));
          await toAnEnd(page, element);
          assert.equal((await view(element)).verdict, 'PASSED', 'the repaired program fails');
        }
      }));
  }

  check('two clicks make a deadlock, and the game says who waits for whom', withGame('crossed_locks', {}, async ({ element, thread, view: see }) => {
    assert.deepEqual((await see()).threads.map(({ name }) => name), ['anna', 'ben'], 'main has nothing to decide');
    await element.evaluate((found) => found.addEventListener('interleaving-end', ({ detail }) => found.setAttribute('data-ended', detail.won)));
    await thread('anna').click();
    await thread('ben').click();
    const seen = await see();
    assert.equal(seen.verdict, 'DEADLOCK: no thread can go on');
    assert.equal(seen.clicks, '2 clicks');
    assert.match(await element.locator('.ip-ending').textContent(), /anna waits for mutex pepper, held by ben/);
    assert.equal(await element.getAttribute('data-ended'), 'true', 'the event that tells that it was won');
    assert.equal(await element.locator('.ip-lanes tr:last-child td.ip-waits').count(), 3, 'all three lanes are hatched');
  }));

  check('a thread that is blocked cannot be chosen, and says why', withGame('crossed_locks', {}, async ({ thread, press, view: see }) => {
    await press('1', '1');
    const seen = await see();
    assert.deepEqual(seen.threads[1], { name: 'ben', text: 'waits for mutex pepper, held by anna', disabled: true });
    assert.equal(seen.prospect, 'From here the bug can no longer happen.');
    await press('2');
    await thread('ben').dispatchEvent('click');
    const after = await see();
    assert.equal(after.clicks, '2 clicks', 'a blocked thread was let go on');
    assert.equal(after.told, 'ben waits for mutex pepper, held by anna.');
  }));

  check('a step can be taken back, and the game begun again', withGame('two_doors', {}, async ({ press, view: see, button }) => {
    const begin = await see();
    await press('1', '1');
    assert.match((await see()).prospect, /no longer happen/);
    await press('Backspace');
    assert.equal((await see()).clicks, '1 click');
    await press('2', '1', 'u');
    assert.equal((await see()).clicks, '2 clicks');
    await press('r');
    assert.deepEqual({ ...await see(), told: '' }, { ...begin, told: '' }, 'after R');
    assert.equal(await button('Undo').getAttribute('aria-disabled'), 'true', 'Undo at the beginning');
    await press('Backspace');
    assert.equal((await see()).clicks, '0 clicks');
  }));

  check('an end without the bug is told as such, and a hint leads back', withGame('two_doors', {}, async ({ press, view: see }) => {
    await press('1', '1', '2', '2');
    const seen = await see();
    assert.equal(seen.verdict, 'PASSED');
    assert.equal(seen.prospect, 'This time nothing is wrong. Undo, or start again: 4 of 6 ways end otherwise.');
    assert.equal(seen.won, '', 'it was not won');
    await press('h', 'h', 'h', 'h', 'h', 'h');
    assert.equal((await see()).clicks, '1 click', 'hints take back what cannot lead there');
  }));

  check('where a load may read two values, each has a button', withGame('flag', {}, async ({ press, thread, view: see, element }) => {
    await press('1', '1', '2');
    const ben = (await see()).threads.filter(({ name }) => name === 'ben').map(({ text }) => text.replace(/, line \d+$/, ''));
    assert.deepEqual(ben, ['next: load letter → 42 Relaxed', 'next: load letter → 0 Relaxed']);
    await press('3');
    const seen = await see();
    assert.match(seen.verdict, /^STALE READ/);
    assert.match(seen.told, /Stale: the newest value is 42/i);
  }));

  check('the keys of a game do not turn the page or open the search', withGame('two_doors', {}, async ({ page, press, view: see }) => {
    const url = page.url();
    await press('ArrowRight', 'ArrowLeft', 'h', '1');
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.equal(page.url(), url);
    assert.equal((await see()).clicks, '1 click');
  }));

  check('the focus stays on the button of a thread', withGame('two_doors', {}, async ({ page, thread }) => {
    await thread('west').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.querySelector('b')?.textContent), 'west');
  }));

  check('that a game was won is remembered', withGame('crossed_locks', {}, async ({ page, press, element }) => {
    await press('1', '2');
    await page.reload();
    assert.equal(await element.locator('.ig-won').textContent(), 'won');
    assert.ok(await element.locator('.ig-swap').isVisible(), 'the repaired program cannot be reached');
  }));

  check('what happened is announced', withGame('two_doors', {}, async ({ element, press, view: see }) => {
    assert.equal(await element.locator('.ip-sentence').getAttribute('aria-live'), 'polite');
    await press('1');
    assert.match((await see()).told, /^east: load visitors → 0 \(line \d+\)\.$/);
  }));

  check('on a phone a game fits, and its buttons are large enough', withGame('last_locker', { width: 390 }, async ({ element, press }) => {
    await press('1', '1', '2');
    const box = await element.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, `it reaches from ${box.x} to ${box.x + box.width}`);
    for (const button of await element.locator('.ig-thread').all()) {
      const { height, width } = await button.boundingBox();
      assert.ok(height >= 44 && width >= 200, `a button of ${width} by ${height} pixels`);
    }
  }));

  check('without JavaScript a game is its task and the shortest way', withGame('crossed_locks', { javaScript: false }, async ({ element }) => {
    assert.ok(await element.locator(':scope > .ip-title').isVisible(), 'the task is not visible');
    await element.locator('summary').click();
    assert.ok(await element.locator('table').isVisible(), 'the way is not visible');
    assert.match(await element.locator('.verdict').textContent(), /DEADLOCK/);
  }));

  check('on paper a game is its task and the shortest way', withGame('crossed_locks', {}, async ({ page, element }) => {
    await page.emulateMedia({ media: 'print' });
    assert.ok(await element.locator('table').first().isVisible(), 'the way is not printed');
    assert.ok(!(await element.locator(':scope > .ip').isVisible()), 'the buttons are printed');
  }));
}

/** Lets the first thread that can go on do so, until the program ends. */
async function toAnEnd(page, element) {
  for (let click = 0; click < 200 && (await view(element)).verdict === null; click++) {
    await element.locator('.ig-thread[aria-disabled="false"]').first().click();
  }
}
