// The pages that `workbook report` makes of a class, opened as a teacher opens them: as files.
//
// fixtures/class.jsonl was graded: `workbook sample` with the exercises locks/counter and locks/transfer, then
// `workbook grade`. The last student was then given a name, a message and lines of a program that try to be markup.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { withPage, withTabs } from '../browser.js';
import { serve } from '../site.js';
import { faint, violations } from './accessibility.js';
import { wider } from './layout.js';
import { everyRun } from './recordings.js';

const RESULTS = fileURLToPath(new URL('../fixtures/class.jsonl', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const CLASS = (await readFile(RESULTS, 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
const called = ({ student }) => student.name ?? student.id;

/** A student by what came of the first exercise that has this verdict. */
const withVerdict = (verdict) => CLASS.find(({ exercises }) => exercises.some((one) => one.verdict === verdict));
const EVIL = CLASS.find((line) => called(line).includes('<'));

export function report({ browser, binary, check }) {
  let folder;
  let address;
  let server;
  const paths = ['index.html'];

  check('the report of a class is written, with a page for each student', async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbook-report-'));
    await promisify(execFile)(resolve(binary), ['--root', REPOSITORY, 'report', RESULTS, '--dest', join(folder, 'report')]);
    address = `${pathToFileURL(join(folder, 'report'))}/`;
    server = await serve(join(folder, 'report'));
    const students = await readdir(join(folder, 'report/students'));
    assert.equal(students.length, CLASS.length);
    paths.push(...students.sort().map((name) => `students/${name}`));
  });

  const onEach = (options, use) => withTabs(browser, options.address ?? address, options, async (open) => {
    for (const path of paths) {
      const page = await open(path);
      await use(page, path);
      await page.close();
    }
  });

  /** The page of a student, reached as a teacher reaches it. */
  const pageOf = (line, options, use) => withPage(browser, options.address ?? address, 'index.html', options, async (page) => {
    await page.getByRole('link', { name: called(line), exact: true }).last().click();
    await page.waitForURL(/\/students\//);
    await use(page);
  });

  check('its pages load from files, and ask for nothing else', () =>
    onEach({}, (page) => page.waitForLoadState('networkidle')));

  check('without JavaScript, the page of the class leads to everybody, with points and verdicts', () =>
    withPage(browser, address, 'index.html', { javaScript: false }, async (page) => {
      const rows = await page.locator('#students + table tbody tr, #students + * tbody tr').all();
      assert.equal(rows.length, CLASS.length);
      for (const [index, line] of CLASS.entries()) {
        const text = await rows[index].innerText();
        assert.ok(text.includes(String(Math.round(line.points * 100) / 100)), `${text} has other points than ${line.points}`);
        for (const { verdict, status } of line.exercises) {
          if (status === 'graded') assert.ok(text.includes(verdict), `${text} does not say ${verdict}`);
        }
        assert.ok(await rows[index].getByRole('link').isVisible());
      }
    }));

  for (const verdict of ['LOST UPDATE', 'DEADLOCK']) {
    check(`without JavaScript, a student reads what ${verdict} is, a hint, and the run that shows it`, () =>
      pageOf(withVerdict(verdict), { javaScript: false }, async (page) => {
        assert.ok(await page.locator('.hint').first().isVisible(), 'there is no hint');
        const run = page.locator('interleaving-player', { hasText: verdict }).first();
        assert.ok(await run.locator(':scope > table').isVisible(), 'the run is no table');
        assert.ok(await run.locator(':scope > .verdict').isVisible(), 'the run has no verdict');
      }));
  }

  check('what the compiler said is there to read', () =>
    pageOf(withVerdict('DOES NOT COMPILE'), { javaScript: false }, async (page) =>
      assert.match(await page.locator('section pre').first().innerText(), /^error/m)));

  check('every run can be played, and shows what was recorded', () => onEach({}, everyRun));

  check('what students write is text, and no page runs any of it', () => onEach({}, async (page, path) => {
    const found = await page.evaluate(() => ({
      ran: globalThis.evil ?? null,
      elements: document.querySelectorAll('img, iframe, object, a[href^="javascript"], [onerror]').length,
      scripts: [...document.scripts].filter(({ src, type, textContent }) => !src && type !== 'application/json' && textContent.includes('evil')).length,
    }));
    assert.deepEqual(found, { ran: null, elements: 0, scripts: 0 }, path);
  }));

  check('a name that looks like markup is shown as it is', () => pageOf(EVIL, {}, async (page) =>
    assert.ok((await page.locator('main').innerText()).includes(called(EVIL)))));

  check('the page of a student says nothing of the others', () => onEach({}, async (page, path) => {
    if (path === 'index.html') return;
    const html = await page.content();
    const others = CLASS.filter(({ student }) => html.includes(student.id)).map(({ student }) => student.id);
    assert.ok(others.length <= 1, `${path} names ${others.join(' and ')}`);
  }));

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      check(`axe finds nothing in a report, ${colorScheme}, ${width} pixels wide, and nothing is too wide`, () =>
        // axe reads the style sheets once more, and may not read files.
        onEach({ address: server.address, colorScheme, width }, async (page, path) => {
          assert.deepEqual(await wider(page), [], `${path} scrolls sideways`);
          for (const share of [0.5, 1]) {
            await page.evaluate((part) => {
              for (const player of document.querySelectorAll('interleaving-player')) player.go(Math.ceil(player.run.length * part));
            }, share);
            assert.deepEqual(await violations(page), [], `${path}, with the players ${share * 100} % through`);
          }
        }));
    }
  }

  check('on paper a report is black on white, and has no controls', () =>
    pageOf(withVerdict('LOST UPDATE'), { address: server.address, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const run = page.locator('interleaving-player').first();
      assert.ok(await run.locator(':scope > table').isVisible(), 'the table is not printed');
      assert.ok(!(await run.locator(':scope > .ip').isVisible()), 'the controls are printed');
      const colours = await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.color, style.backgroundColor];
      });
      assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], 'text and paper');
      assert.deepEqual(await faint(page), [], 'too faint on paper');
    }));

  check('the report is removed again', async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
}
