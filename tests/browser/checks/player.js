// The controls of a player, and what it says at chosen steps of a run that is known here.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { withPage } from '../browser.js';

const FIXTURE = JSON.parse(await readFile(new URL('../fixtures/deadlock.json', import.meta.url), 'utf8'));

/** What a reader sees, as text. */
function view(player) {
  return player.evaluate((element) => {
    const text = (selector) => element.querySelector(selector)?.textContent.trim() ?? null;
    const texts = (selector) => [...element.querySelectorAll(selector)].map((found) => found.textContent.trim());
    return {
      position: text('.ip-position'),
      sentence: text('.ip-sentence > p'),
      verdict: text('.ip-verdict'),
      line: text('.ip-line.ip-current .ip-number'),
      badges: texts('.ip-line:has(.ip-badge)').map((line) => line.replace(/\s+/g, ' ')),
      facts: Object.fromEntries([...element.querySelectorAll('.ip-fact')].map((fact) => [...fact.children].map((part) => part.textContent))),
      current: text('.ip-lanes tr.ip-current'),
      visibleRows: [...element.querySelectorAll('.ip-lanes tbody tr')].filter((row) => row.checkVisibility()).length,
    };
  });
}

export function player({ browser, address, withPlayers, check }) {
  const [path] = withPlayers;

  /** A player with the run of the fixture, put into a page of the book. */
  const withFixture = (attributes, use) =>
    withPage(browser, address, path, {}, async (page) => {
      await page.evaluate(([trace, names]) => {
        const element = document.createElement('interleaving-player');
        element.id = 'fixture';
        for (const [name, value] of Object.entries(names)) element.setAttribute(name, value);
        document.querySelector('main').prepend(element);
        element.show(trace);
      }, [FIXTURE, attributes]);
      const element = page.locator('#fixture');
      await use({
        page,
        element,
        view: () => view(element),
        button: (name) => element.getByRole('button', { name, exact: true }),
        slider: element.getByRole('slider'),
      });
    });

  const at = (step) => `step ${step} of ${FIXTURE.events.length}`;

  check('the player starts before the first step', () => withFixture({}, async ({ view: see }) => {
    const seen = await see();
    assert.equal(seen.position, at(0));
    assert.match(seen.sentence, /^Before the first step/);
    assert.deepEqual(seen.facts, { left: 'not held', right: 'not held' });
    assert.equal(seen.verdict, null, 'the verdict is shown before the end');
  }));

  check('the buttons step, and the last one does not lose the focus', () => withFixture({}, async ({ page, view: see, button }) => {
    await button('Next').click();
    await button('Next').click();
    assert.equal((await see()).position, at(2), 'after two clicks on Next');
    await button('Back').click();
    assert.equal((await see()).position, at(1), 'after one click on Back');
    await button('Last').click();
    assert.equal((await see()).position, at(7), 'after a click on Last');
    assert.equal(await button('Next').getAttribute('aria-disabled'), 'true', 'Next at the end');
    await page.keyboard.press('ArrowLeft');
    assert.equal((await see()).position, at(6), 'the left arrow key after a click on Last');
    await button('First').click();
    assert.equal((await see()).position, at(0), 'after a click on First');
    assert.equal(await button('Back').getAttribute('aria-disabled'), 'true', 'Back at the beginning');
  }));

  check('the keys step, and do not turn the page', () => withFixture({}, async ({ page, element, view: see }) => {
    const url = page.url();
    await element.click({ position: { x: 5, y: 5 } });
    for (const [key, step] of [['ArrowRight', 1], ['ArrowRight', 2], ['ArrowLeft', 1], ['End', 7], ['ArrowRight', 7], ['Home', 0], ['ArrowLeft', 0]]) {
      await page.keyboard.press(key);
      assert.equal((await see()).position, at(step), `after the key ${key}`);
    }
    // A page turn would start with the key press; a round trip to the page comes after it.
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.equal(page.url(), url, 'an arrow key in the player turned the page');
  }));

  check('outside a player, the arrow keys still turn the page', () => withPage(browser, address, path, {}, async (page) => {
    const target = await page.locator('a.nav-chapters').first().evaluate((link) => [link.href, link.classList.contains('next')]);
    await page.keyboard.press(target[1] ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForURL(target[0]);
  }));

  check('the slider steps, by key and by pointer', () => withFixture({}, async ({ page, view: see, slider }) => {
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    assert.equal((await see()).position, at(1), 'after the right arrow key on the slider');
    await slider.fill('5');
    assert.equal((await see()).position, at(5), 'after the slider was set to 5');
    const box = await slider.boundingBox();
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    assert.equal((await see()).position, at(7), 'after a click on the right end of the slider');
    assert.equal(await slider.getAttribute('aria-valuetext'), at(7), 'what a screen reader says of the slider');
  }));

  check('a click on a row of the lanes goes there', () => withFixture({}, async ({ element, view: see }) => {
    await element.locator('.ip-lanes tbody tr').nth(3).click();
    assert.equal((await see()).position, at(4));
  }));

  check('line, holder and waiting thread are right where alice is stuck', () => withFixture({}, async ({ slider, view: see }) => {
    await slider.fill('5');
    const seen = await see();
    assert.equal(seen.sentence, 'alice waits for right, held by bob (line 11).');
    assert.equal(seen.line, '11');
    assert.deepEqual(seen.facts, { left: 'held by alice; value 10', right: 'held by bob; value 10; alice waits' });
    assert.deepEqual(seen.badges, [
      '10 let mut from = from.lock().unwrap();bob',
      '11 let mut to = to.lock().unwrap();alice',
      '24 let bob = thread::Builder::new().name("bob".into()).spawn({main',
    ]);
    assert.equal(seen.current, '5waits for right');
  }));

  check('the last step tells the verdict and who waits for whom', () => withFixture({}, async ({ element, button, view: see }) => {
    await button('Last').click();
    const seen = await see();
    assert.equal(seen.verdict, 'DEADLOCK: no thread can go on');
    assert.equal(seen.sentence, 'main waits for alice to end (line 28).');
    assert.deepEqual(seen.facts, { left: 'held by alice; value 10; bob waits', right: 'held by bob; value 10; alice waits' });
    const waiting = await element.locator('.ip-lanes tr.ip-current td.ip-waits').count();
    assert.equal(waiting, 3, 'all three lanes are hatched at the end');
    assert.match(await element.locator('.ip-ending').textContent(), /alice waits for lock right, held by bob.*interleaving 5/s);
    await button('Back').click();
    assert.equal((await see()).verdict, null, 'the verdict stays when one steps back');
  }));

  check('each sentence is announced', () => withFixture({}, async ({ element }) => {
    assert.equal(await element.locator('.ip-sentence').getAttribute('aria-live'), 'polite');
  }));

  check('reveal="step" keeps the steps to come out of sight', () => withFixture({ reveal: 'step' }, async ({ page, button, view: see }) => {
    assert.equal((await see()).visibleRows, 0, 'rows before the first step');
    await button('Next').click();
    await page.keyboard.press('ArrowRight');
    assert.equal((await see()).visibleRows, 2, 'rows after two steps');
    await page.keyboard.press('ArrowLeft');
    assert.equal((await see()).visibleRows, 2, 'what was seen once stays');
  }));
}
