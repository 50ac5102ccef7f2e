// Debian's Chromium, and pages in it that report all they should not do.

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
 * Hands `use` a function that opens paths of the site at `address` in tabs of one window.
 * Options: `theme`, `width`, `colorScheme` of the system, and `javaScript: false` for a reader without it. `live`: the workbook serves the site,
 * and may be asked for things. `expected`: faults that this test brings about.
 * Fails if a page asked another machine for anything, met a file that is missing, or wrote an error.
 */
export async function withTabs(browser, address, options, use) {
  const { theme = 'light', width = 1280, javaScript = true, live = false, expected = /^$/, colorScheme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript, colorScheme });
  const faults = [];
  const fault = (page, text) => expected.test(text) || faults.push(`${page.replace(address, '')}: the page ${text}`);
  const sender = (request) => (request.frame()?.url() ?? '');
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:')) fault(sender(request), `asked for ${url}, which is not in the book`);
    if (!live && url.includes('/_workbook/')) fault(sender(request), `asked for ${url}, and no workbook serves it`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) fault(sender(response.request()), `got ${response.status()} for ${response.url()}`);
  });
  const open = async (path) => {
    const page = await context.newPage();
    // Also on a machine that has much else to do.
    page.setDefaultTimeout(60_000);
    page.on('websocket', (socket) => fault(path, `opened the socket ${socket.url()}`));
    page.on('pageerror', (error) => fault(path, `threw ${error.stack || error}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) fault(path, `wrote to the console: ${message.text()} (${message.location().url})`);
    });
    await page.addInitScript((name) => localStorage.setItem('mdbook-theme', name), theme);
    await page.goto(address + path, { waitUntil: 'load' });
    return page;
  };
  try {
    const result = await use(open);
    if (faults.length) throw new Error(faults.join('\n'));
    return result;
  } finally {
    await context.close();
  }
}

/** As `withTabs`, with one tab that shows `path`. */
export function withPage(browser, address, path, options, use) {
  return withTabs(browser, address, options, async (open) => use(await open(path)));
}
