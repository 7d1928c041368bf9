import t from 'tap';
import { utc } from '../../../src/query/zone.ts';
import { experimentPage, experimentsPage } from '../../../src/view/html/experiment-page.ts';
import { NOW, sampleId, sampleRow } from '../../support/run-rows.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';
const shown = { now: NOW, zone: utc, directions: {}, name: 'digits', description: '', up: '../experiments' };
const href = ({ id }: { id: string }) => `0/runs/${id}`;
const row = (name: string, started: number) =>
  sampleRow({ id: sampleId(started), name, started: new Date(started).toISOString() });

t.test('runs are listed, the newest first, and lead to their pages', async t => {
  const rows = [row('old', NOW - 9000), row('new', NOW - 1000)];
  const html = experimentPage({ ...shown, rows, href });
  t.match(html, /<h1>digits<\/h1>.*href="..\/experiments".*2 runs.*>new<.*>old</s);
  t.ok(html.includes(`<a href="0/runs/${rows[0]?.id}"`));
});

t.test('of very many the newest are listed, and how many more there are', async t => {
  const rows = Array.from({ length: 503 }, (_, at) => row(`run-${at}`, NOW - 1000 * at));
  const html = experimentPage({ ...shown, rows, href });
  t.match(html, /503 runs.*and 3 older runs/s);
  t.notMatch(html, />run-500</);
});

t.test('an experiment without runs says so', async t => {
  t.match(experimentPage({ ...shown, rows: [], href }), /0 runs/);
});

t.test('names of strangers are text', async t => {
  const rows = [row(HOSTILE, NOW - 1000)];
  const pages = [
    experimentPage({ ...shown, name: HOSTILE, description: HOSTILE, rows, href }),
    experimentsPage([{ name: HOSTILE, href: 'experiments/0', removed: true }]),
  ];
  for (const html of pages) {
    t.notMatch(html, /<img/);
    t.match(html, /&lt;img src=x/);
  }
  t.match(pages[1], /href="experiments\/0".*in the trash/s);
});
