// The exercise that the checks of the served book work on: its page, its file, and answers to it.

import { readFile } from 'node:fs/promises';

export const ID = 'locks/counter';
export const PAGE = '07-locks/one-lock.html';
export const CHAPTER = '07-locks.html';
export const FILE = 'exercises/07-locks/src/counter.rs';
export const FOLDER = 'exercises/07-locks/src';

const text = (path) => readFile(new URL(`../../../solutions/07-locks/${path}`, import.meta.url), 'utf8');

export const RIGHT = await text('src/counter.rs');
export const LOST_UPDATE = await text('wrong/counter/two_lock_sections.rs');
export const NO_RUST = 'pub struct Counter {\n';

/** The box of the exercise in a page. */
export const box = (page) => page.locator(`[id="${ID}"]`);

/** Waits until a page tells this verdict. */
export const verdict = (page, name) => box(page).locator('.wb-badge', { hasText: new RegExp(`^${name}$`) }).waitFor();

/** Hands in an answer, and waits until a page tells its verdict. */
export async function answer(workbook, page, file, name) {
  await workbook.write(FILE, file);
  await verdict(page, name);
}
