import t from 'tap';
import { pagesBench, TOKEN } from '../../support/pages-bench.ts';

const { bench, id } = await pagesBench(t);

t.test('pages are answered as pages, and lead to each other', async t => {
  const shown = async (path: string) => (await bench.send('GET', `/${TOKEN}/pages/${path}`)).text;
  t.match(await shown('experiments'), 'href="experiments/0"');
  t.match(await shown('experiments/0'), `href="0/runs/${id}"`);
  t.match(await shown(`experiments/0/runs/${id}`), 'href="../../0"');
  for (const path of ['experiments/0', `experiments/0/runs/${id}`])
    t.notMatch(await shown(path), /<img/, path);
});
