// Debian's Chromium, and a page in it that reports all it should not do.

import { accessSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];

/** Starts Chromium. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  try {
    accessSync(executablePath);
  } catch {
    throw new Error(`there is no ${executablePath}; install it (apt-get install chromium) or set CHROMIUM to its path`);
  }
  // Chromium has no sandbox for root, which is who runs in a container.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/**
 * Opens `path` of the site at `address` and hands the page to `use`.
 * Options: `theme`, `width`, and `javaScript: false` for a reader without it.
 * Fails if the page asked another machine for anything, met a file that is missing, or wrote an error.
 */
export async function withPage(browser, address, path, { theme = 'light', width = 1280, javaScript = true }, use) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript });
  const faults = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:')) faults.push(`asked for ${url}, which is not in the book`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`got ${response.status()} for ${response.url()}`);
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('websocket', (socket) => faults.push(`opened the socket ${socket.url()}`));
    page.on('pageerror', (error) => faults.push(`threw ${error.stack || error}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`wrote to the console: ${message.text()}`);
    });
    await page.addInitScript((name) => localStorage.setItem('mdbook-theme', name), theme);
    await page.goto(address + path, { waitUntil: 'load' });
    const result = await use(page);
    if (faults.length) throw new Error(`${path}: the page ${faults.join('; it ')}`);
    return result;
  } finally {
    await context.close();
  }
}
