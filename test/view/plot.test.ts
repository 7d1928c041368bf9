import t from 'tap';
import { type PlotOptions, printPlots } from '../../src/view/plot.ts';
import { styles } from '../../src/view/style.ts';

const options: PlotOptions = {
  width: 30,
  height: 6,
  label: 'step',
  logX: false,
  logY: false,
  smoothing: 0,
  directions: { acc: 'max' },
  style: styles(false),
};
const series = (run: string, y: readonly number[]) => ({ run, x: y.map((_, at) => at), y });

t.test('above a chart stands whose curves they are, and which way is better', async t => {
  const text = printPlots(
    [
      { metric: 'loss', series: [series('swift-otter', [3, 1, 2]), series('calm', [4, 4, Number.NaN])] },
      { metric: 'acc', series: [series('calm', [0, 1])] },
    ],
    options,
  );
  const [loss = '', acc = ''] = text.split('\n\n');
  t.match(
    loss,
    /^loss {2}lower is better, by its name\n● swift-otter {2}last 2, best 1 of 3\n● calm {9}last NaN, best 4 of 3\n/,
  );
  t.match(acc, /^acc {2}higher is better\n● calm {2}last 1, best 1 of 2\n/);
});

t.test('of what a job takes nothing is better, but as declared', async t => {
  const taken = (metric: string, directions: PlotOptions['directions'] = {}) =>
    printPlots([{ metric, series: [series('calm', [3, 9, 4])] }], { ...options, directions });
  t.match(taken('system/memory'), /^system\/memory {2}bytes\n● calm {2}last 4, most 9 of 3\n/);
  t.match(taken('system/cpu'), /^system\/cpu {2}percent of one processor\n/);
  t.match(taken('system/gpu12'), /^system\/gpu12 {2}percent busy\n/);
  t.match(taken('system/gpu0_memory'), /^system\/gpu0_memory {2}bytes\n/);
  t.match(
    taken('system/throughput'),
    /^system\/throughput {2}higher is better, by its name\n.* best 9 of 3\n/,
  );
  t.match(taken('system/cpu', { 'system/cpu': 'max' }), /^system\/cpu {2}higher is better\n/);
});

t.test('every run has a colour, the same in the legend and in the chart', async t => {
  const plots = [{ metric: 'acc', series: [series('a', [1, 1]), series('b', [2, 2])] }];
  const text = printPlots(plots, { ...options, style: styles(true) });
  for (const code of [36, 33]) t.equal(text.split(`\x1b[${code}m`).length, 3, String(code));
});

t.test('behind a smoothed curve is the raw one', async t => {
  const plots = [{ metric: 'acc', series: [series('a', [0, 9, 0, 9, 0, 9])] }];
  const [raw, smoothed] = [0, 0.9].map(smoothing =>
    printPlots(plots, { ...options, smoothing, style: styles(true) }),
  );
  t.not(raw, smoothed);
  t.match(smoothed, /\x1b\[2m[\u2801-\u28ff]/, 'the raw curve is faint');
  t.match(smoothed, /\x1b\[36m[\u2801-\u28ff]/);
});

t.test('names of strangers cannot reach the terminal', async t => {
  const bad = '\x1b]0;x\x07';
  t.notMatch(printPlots([{ metric: bad, series: [series(bad, [1])] }], options), '\x1b');
});

t.test('a legend of many runs is folded', async t => {
  const many = (count: number) =>
    printPlots(
      [{ metric: 'acc', series: Array.from({ length: count }, (_, at) => series(`run-${at}`, [1])) }],
      options,
    );
  t.match(many(12), /● run-11 /);
  t.match(many(40), /● run-10 .*\n… and 29 more runs\n/);
  t.notMatch(many(40), 'run-11 ');
});

t.test('a run without points is no curve', async t => {
  t.match(printPlots([{ metric: 'acc', series: [] }], options), /no points/);
});
