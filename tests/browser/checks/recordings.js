// Every recorded run of the book, at every step: the player shows what the recording says.
//
// The expectation is folded from the events here, in its own few lines, not by the player's code.

import assert from 'node:assert/strict';
import { withPage } from '../browser.js';

/** What must be shown after each step: the line, and for each object who holds it and who waits for it. */
function expectations({ events, threads, objects, sources }) {
  const [holds, waits] = [new Map(), new Map()];
  return events.map((event) => {
    holds.set(event.thread, event.holds ?? []);
    waits.set(event.thread, event.waits);
    const names = (test) => threads.map(({ name }) => name).filter((_, thread) => test(thread));
    return {
      line: event.line && sources[event.file] ? String(event.line) : null,
      text: event.text.replaceAll('`', ''),
      who: threads[event.thread].name,
      objects: objects.map((object, index) => ({
        name: object.name,
        holders: names((thread) => holds.get(thread)?.includes(index)),
        waiters: names((thread) => waits.get(thread) === index),
      })),
    };
  });
}

/** Steps through one player inside the page, and collects what it shows. */
function walk(element) {
  const text = (selector) => element.querySelector(selector)?.textContent ?? null;
  const trace = JSON.parse(element.querySelector(':scope > script').textContent);
  const seen = trace.events.map((_, index) => {
    element.go(index + 1);
    return {
      line: text('.ip-line.ip-current .ip-number'),
      sentence: text('.ip-sentence > p'),
      facts: [...element.querySelectorAll('.ip-fact')].map((fact) => [...fact.children].map((part) => part.textContent)),
    };
  });
  return { trace, seen, verdict: text('.ip-verdict') };
}

export function recordings({ browser, address, withPlayers, check }) {
  for (const path of withPlayers) {
    check(`every run on ${path} is shown as it was recorded, step by step`, () =>
      withPage(browser, address, path, {}, everyRun));
  }
}

/** Plays every run of a page. */
export async function everyRun(page) {
  for (const element of await page.locator('interleaving-player').all()) {
    compare(await element.getAttribute('data-title'), await element.evaluate(walk));
  }
}

function compare(title, { trace, seen, verdict }) {
  for (const [index, expected] of expectations(trace).entries()) {
    const here = `"${title}", step ${index + 1}`;
    const shown = seen[index];
    assert.equal(shown.line, expected.line, `${here}: the marked line of the source`);
    assert.ok(shown.sentence.startsWith(expected.who) && shown.sentence.includes(expected.text), `${here}: "${shown.sentence}" should say that ${expected.who} ${expected.text}`);
    for (const { name, holders, waiters } of expected.objects) {
      const facts = shown.facts.filter(([object]) => object === name).map(([, fact]) => fact);
      for (const holder of holders) {
        assert.ok(facts.some((fact) => fact.startsWith('held by ') && fact.split(';')[0].includes(holder)), `${here}: ${name} is held by ${holder}, shown is ${JSON.stringify(shown.facts)}`);
      }
      for (const waiter of waiters) {
        assert.ok(facts.some((fact) => /waits?$/.test(fact) && fact.split('; ').at(-1).includes(waiter)), `${here}: ${waiter} waits for ${name}, shown is ${JSON.stringify(shown.facts)}`);
      }
    }
  }
  assert.equal(verdict, `${trace.verdict}: ${trace.message.replaceAll('`', '')}`, `"${title}": the verdict at the end`);
}
