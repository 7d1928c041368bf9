/** The pages of the endpoint in a real browser: opened by the addresses that clients print, by day and by night. */
import t from 'tap';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { mlflowBench } from '../support/mlflow-bench.ts';
import { HOSTILE, pagesBench, TOKEN } from '../support/pages-bench.ts';

t.test('in a browser', { skip: noBrowser }, async t => {
  const { bench, id } = await pagesBench(t);
  await bench.send('PUT', `/${TOKEN}/api/2.0/mlflow-artifacts/artifacts/0/${id}/artifacts/a.txt`, {
    body: 'hello',
  });
  const open = await openBrowser(t);
  for (const colorScheme of ['light', 'dark'] as const)
    await t.test(`an address that a client has printed opens its run, ${colorScheme}`, async t => {
      const { page, trouble } = await open(`${bench.endpoint.url}/#/experiments/0/runs/${id}`, {
        ...{ colorScheme, viewport: { width: 1000, height: 1400 } },
      });
      await page.locator('.chart canvas').waitFor();
      t.equal(await page.locator('h1').textContent(), HOSTILE);
      t.equal(await page.locator('img').count(), 0);
      const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      t.equal(colour, colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'a.txt' }).click(),
      ]);
      t.equal(download.suggestedFilename(), 'a.txt');
      await page.getByRole('link', { name: 'default' }).click();
      await page.getByRole('link', { name: HOSTILE }).click();
      await page.locator('.chart canvas').waitFor();
      t.equal(new URL(page.url()).pathname, `/${TOKEN}/pages/experiments/0/runs/${id}`);
      // It goes where it is led, and complains of nothing.
      t.same(
        trouble.filter(line => !line.startsWith(`asked for ${bench.endpoint.url}/`)),
        [],
      );
    });

  await t.test('a link of another site opens the run, and nothing else', async t => {
    const elsewhere = await mlflowBench(t);
    const { page } = await open(`${elsewhere.endpoint.url}/health`);
    await page.evaluate(
      `location.href = ${JSON.stringify(`${bench.endpoint.url}/#/experiments/0/runs/${id}`)}`,
    );
    await page.locator('.chart canvas').waitFor();
    t.equal(await page.locator('h1').textContent(), HOSTILE);
    const { page: other } = await open(`${elsewhere.endpoint.url}/health`);
    await other.evaluate(`location.href = ${JSON.stringify(`${bench.endpoint.url}/pages/experiments`)}`);
    await other.waitForURL(/experiments$/);
    t.match(await other.locator('body').textContent(), /Cross-origin request blocked/);
  });
});
