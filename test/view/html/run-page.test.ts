import t from 'tap';
import { utc } from '../../../src/query/zone.ts';
import { pageDataOf } from '../../../src/view/figure/page-data.ts';
import { runPage } from '../../../src/view/html/run-page.ts';
import type { RunDetail } from '../../../src/view/run-sections.ts';
import { liveRow, NOW, sampleRow } from '../../support/run-rows.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>';
const clock = { now: NOW, zone: utc };
const bare = { artifacts: [], inputs: [], environment: undefined };
const print = (detail: RunDetail) =>
  runPage({ detail, clock, up: '../../0', artifact: path => `get?path=${encodeURIComponent(path)}` });

t.test('a run that has ended is told as show tells it', async t => {
  const html = print({ row: sampleRow({ tags: { stage: 'dev' } }), ...bare });
  t.match(html, /<h1>swift-otter<\/h1>.*<a href="..\/..\/0".*finished.*python train.py --lr 0.10/s);
  for (const title of ['Params', 'Metrics', 'Tags']) t.match(html, `<h2>${title}</h2>`);
  t.notMatch(html, /<script|Curves/, 'without curves it runs nothing');
});

t.test('one that is going says that there is more to come', async t => {
  t.match(print({ row: liveRow(), ...bare }), /running · what it has said so far/);
});

t.test('curves are drawn by the one program that it may run', async t => {
  const points = { step: [0, 1], seconds: [0, 1], y: [2, 1] };
  const data = pageDataOf({
    ...{
      title: 'x',
      runs: [{ name: HOSTILE, delay: 0 }],
      directions: {},
      every: 1,
      columns: [],
      figures: {},
    },
    metrics: [{ metric: 'loss', series: [{ run: 0, points }] }],
    start: { axis: 'step', smoothing: 0, logX: false, logY: false },
  });
  const script = { code: 'draw()', sha256: 'abc=' };
  const row = sampleRow();
  const html = runPage({
    detail: { row, ...bare },
    clock,
    curves: { data, script },
    artifact: () => '',
    up: '',
  });
  t.match(html, /script-src 'sha256-abc='/);
  t.match(html, /Curves.*<div id="plots">.*<script>draw\(\)<\/script>/s);
  t.notMatch(html, /<img/);
});

t.test('nothing that a run says is markup', async t => {
  const row = sampleRow({
    ...{ name: HOSTILE, tags: { [HOSTILE]: HOSTILE }, note: HOSTILE },
    params: { [HOSTILE]: { value: HOSTILE, origin: { kind: 'event' } } },
  });
  const html = print({ row, ...bare, artifacts: [{ path: HOSTILE, size: 1, sha256: 'ab'.repeat(32) }] });
  t.notMatch(html, /<img|<script/);
  t.match(html, /href="get\?path=%3C%2Fscript%3E%3Cimg/);
});
