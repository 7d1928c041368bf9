/** The program of a page, in a real browser: all of its files as they are built together. */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import t from 'tap';
import type { PageData } from '../../../src/view/figure/page-data.ts';
import { pageDataOf } from '../../../src/view/figure/page-data.ts';
import { plotPage } from '../../../src/view/html/plot-page.ts';
import { noBrowser, openBrowser } from '../../support/browser.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>{a|b}\u2028';

/** Two runs: one falls, one stays; the second has a gap. */
function dataOf(changes: Partial<PageData> = {}): PageData {
  const step = Array.from({ length: 200 }, (_, at) => at);
  const series = [
    { run: 0, points: { step, seconds: step.map(at => at * 2), y: step.map(at => 2 / (at + 1) + (at % 2)) } },
    {
      run: 1,
      points: {
        step,
        seconds: step.map(() => 400),
        y: step.map(at => (at > 50 && at < 60 ? Number.NaN : 1.5)),
      },
    },
  ];
  const data = pageDataOf({
    title: 'digits: 2 runs',
    runs: [
      { name: HOSTILE, delay: 0 },
      { name: 'calm-yak', delay: 100 },
    ],
    metrics: [
      { metric: 'loss', series },
      { metric: 'val/acc', series },
    ],
    directions: {},
    every: 1,
    columns: [
      { name: 'params.lr', values: [0.1, 0.0001] },
      { name: 'params.opt', values: [HOSTILE, 'adam'] },
      { name: 'metrics.val/acc.best', values: [0.5, 0.9], better: 'max' },
    ],
    figures: {
      scatter: { x: 0, y: 2, colour: 1 },
      parallel: { axes: [0, 1, 2], colour: 2 },
      histogram: 2,
    },
    start: { axis: 'step', smoothing: 0, logX: false, logY: false },
  });
  return { ...data, ...changes };
}

/** How many pixels of a chart have a colour, about. */
const pixelsOf = (page: Page, chart: string, colour: string): Promise<number> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector(${JSON.stringify(chart)}).querySelector('canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const parts = [1, 3, 5].map(at => Number.parseInt('${colour}'.slice(at, at + 2), 16));
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] > 200 && parts.every((part, index) => Math.abs(data[at + index] - part) < 24)) count++;
    return count;
  })()`);

const BLUE = '#1f6fb2';
const LOSS = '.chart[aria-label="loss: curves"]';

t.test('in a browser', { skip: noBrowser }, async t => {
  const directory = temporaryDirectory(t);
  const outfile = join(directory, 'page.js');
  const entry = join(import.meta.dirname, '../../../src/draw/page/page.ts');
  const define = { 'process.env.NODE_ENV': '"production"' };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    define,
    write: true,
  });
  const code = readFileSync(outfile, 'utf8');
  const script = { code, sha256: createHash('sha256').update(code).digest('base64') };
  const open = await openBrowser(t);
  const opened = async (data: PageData, options: Parameters<typeof open>[1] = {}) => {
    const file = join(directory, `${Math.random()}.html`);
    writeFileSync(file, plotPage(data, script));
    const { page, trouble } = await open(file, { viewport: { width: 1280, height: 2400 }, ...options });
    await page.locator(`${LOSS} canvas`).waitFor();
    return { page, trouble };
  };

  await t.test('everything is drawn, nothing is asked for, nothing complains', async t => {
    const { page, trouble } = await opened(dataOf());
    await page.locator('.card canvas').nth(4).waitFor();
    t.equal(await page.locator('.card canvas').count(), 5);
    t.ok((await pixelsOf(page, LOSS, BLUE)) > 500);
    t.same(trouble, []);
  });

  await t.test('a hostile name is a name', async t => {
    const { page, trouble } = await opened(dataOf());
    t.equal(
      await page.locator('.runs button span').first().textContent(),
      HOSTILE.replace('\u2028', '\\u{2028}'),
    );
    t.equal(await page.locator('img').count(), 0);
    await page.locator(LOSS).hover({ position: { x: 300, y: 150 } });
    await page.locator('.tip').first().waitFor();
    t.match(await page.locator('.tip').first().textContent(), /step \d+.*<img src=x/s);
    t.equal(await page.locator('img').count(), 0);
    t.same(trouble, []);
  });

  await t.test('a run is hidden, alone, and there again', async () => {
    const { page } = await opened(dataOf());
    const button = page.locator('.runs button').first();
    await button.click();
    await until(async () => (await button.getAttribute('aria-pressed')) === 'false');
    await until(async () => (await pixelsOf(page, LOSS, BLUE)) === 0);
    await button.click();
    await until(async () => (await pixelsOf(page, LOSS, BLUE)) > 500);
  });

  await t.test('smoothing draws the smoothed curve, and the raw one faintly', async t => {
    const { page, trouble } = await opened(dataOf());
    const before = await pixelsOf(page, LOSS, BLUE);
    await page.locator('input[type=range]').fill('0.9');
    await until(async () => (await pixelsOf(page, LOSS, BLUE)) < before / 2);
    t.ok((await pixelsOf(page, LOSS, BLUE)) > 100);
    t.same(trouble, []);
  });

  await t.test('the axis is chosen, and what stands at the end of a run is said', async t => {
    const { page, trouble } = await opened(dataOf());
    const note = page.locator('.card p').first();
    t.match(await note.textContent(), '400 points; 9 not finite');
    await page.getByRole('button', { name: 'time' }).click();
    await until(async () => /calm-yak name no time of their own/.test((await note.textContent()) ?? ''));
    await page.locator(LOSS).hover({ position: { x: 300, y: 150 } });
    await page.locator('.tip div').nth(0).waitFor();
    t.match(await page.locator('.tip').first().textContent(), /minutes/);
    await page.getByRole('checkbox').check();
    await until(async () => (await pixelsOf(page, LOSS, BLUE)) > 100);
    t.same(trouble, []);
  });

  await t.test('a span that is drawn over a chart is zoomed to, in all of them', async t => {
    const { page, trouble } = await opened(dataOf());
    const box = await page.locator(LOSS).boundingBox();
    const [x, y] = [box?.x ?? 0, (box?.y ?? 0) + 120];
    await page.mouse.move(x + 200, y);
    await page.mouse.down();
    await page.mouse.move(x + 300, y, { steps: 4 });
    await page.mouse.up();
    const all = page.getByRole('button', { name: 'show all' });
    await all.waitFor();
    await all.click();
    await all.waitFor({ state: 'hidden' });
    t.same(trouble, []);
  });

  await t.test('other columns are chosen', async t => {
    const { page, trouble } = await opened(dataOf());
    await page.locator('.card:has-text("Scatter") select').first().selectOption('1');
    await page.locator('.axes button').first().click();
    await page.locator('.card:has-text("Histogram") select').selectOption('0');
    await page.locator('.runs button').last().click();
    t.same(trouble, []);
  });

  await t.test('on a phone nothing is wider than the screen, at night it is dark', async t => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } as const;
    const { page, trouble } = await opened(dataOf(), phone);
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    t.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(13, 17, 23)');
    await until(async () => (await pixelsOf(page, LOSS, '#4f9fe8')) > 100);
    t.same(trouble, []);
  });

  await t.test('one run has neither a legend nor other figures', async t => {
    const data = dataOf();
    const one = { runs: data.runs.slice(1), columns: [], figures: {} };
    const curves = data.curves.map(metric => ({ ...metric, series: [{ ...metric.series[1], run: 0 }] }));
    const { page, trouble } = await opened({ ...data, ...one, curves: curves as PageData['curves'] });
    t.equal(await page.locator('.runs').count(), 0);
    t.equal(await page.locator('.card').count(), 2);
    t.same(trouble, []);
  });
});

/** Waits until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 20));
}
