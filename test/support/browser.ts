/** A real browser without a screen, where there is one. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Teardown } from './temporary-repository.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PATHS = (process.env.PATH ?? '').split(delimiter);

/** The browser's file; undefined where there is none. */
const browserFile = PATHS.flatMap(path => NAMES.map(name => join(path, name))).find(existsSync);

/** What a test that needs a browser is skipped with. */
export const noBrowser = browserFile === undefined ? 'there is no chromium' : false;

/** A page of a file, or of an address, with all that must not happen. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and what was asked of any server. */
  readonly trouble: readonly string[];
}

const QUIET =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Starts the browser, with a profile of its own; it ends with the test. */
export async function openBrowser(t: Teardown) {
  const browser = await chromium.launch({ executablePath: browserFile as string, args: QUIET.split(' ') });
  t.teardown(() => browser.close());
  return async (place: string, options: BrowserContextOptions = {}): Promise<OpenedPage> => {
    const page = await (await browser.newContext(options)).newPage();
    const url = place.startsWith('http:') ? place : pathToFileURL(place).href;
    const trouble: string[] = [];
    page.on('console', message => trouble.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', error => trouble.push(String(error)));
    page.on('dialog', dialog => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', request => {
      if (request.url() !== url) trouble.push(`asked for ${request.url().slice(0, 200)}`);
    });
    await page.goto(url);
    return { page, trouble };
  };
}
