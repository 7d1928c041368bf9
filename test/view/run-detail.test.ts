import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import { pathFromBytes } from '../../src/run/path.ts';
import { printRun } from '../../src/view/run-detail.ts';
import type { RunDetail } from '../../src/view/run-sections.ts';
import { styles } from '../../src/view/style.ts';
import { liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const options = { now: NOW, zone: utc, style: styles(false) };
const bare = { artifacts: [], inputs: [], environment: undefined };

function text(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

t.test('a run with little to tell has a short page', async t => {
  const row = sampleRow();
  t.equal(
    printRun({ row, ...bare }, options),
    text(
      'swift-otter  finished',
      `id          ${row.id}`,
      'experiment  digits',
      'started     2026-11-02 13:00:00 +0000 (1 h ago)',
      'duration    13s',
      'command     python train.py --lr 0.10',
      'source      4f1c2a9b1c (main at 9e8d7c6b12, unchanged)',
      'author      Ada Author <ada@example.com>',
      'host        node7: linux x64, EPYC 7313 × 64, 256 GB',
      'commit      0123456789abcdef0123456789abcdef01234567',
      '',
      'Params',
      '  lr  0.10  argv --lr',
      '',
      'Metrics',
      '  metric    last   min   max  count  step',
      '  acc     0.9722  0.61  0.98     10     9',
    ),
  );
});

const full: RunDetail = {
  row: sampleRow({
    outcome: { status: 'failed', exitCode: 2 },
    params: {
      a: { value: 1, origin: { kind: 'file', path: 'params.yaml', key: 'a' } },
      b: { value: 'x', origin: { kind: 'file', path: 'params.yaml', key: 'train.b' } },
      c: { value: true, origin: { kind: 'event' } },
      d: { value: 2, origin: { kind: 'option' } },
      e: { value: 0.1, origin: { kind: 'argv', index: 1, joined: true } },
      f: { value: 1, origin: { kind: 'argv', index: 9, joined: true } },
    },
    command: { argv: ['python', '--e=0.1'], cwd: '.', redacted: [], withheld: [], outputs: [] },
    metrics: {},
    tags: { stage: 'dev', star: '' },
    note: 'First line.\n\nThird \x1b[31mline.\n',
    problems: [{ code: 'malformed-event', message: 'line 3 of events' }],
  }),
  artifacts: [
    { path: pathFromBytes(Buffer.from('caf\xe9.pkl', 'latin1')), size: 1_200_000, sha256: 'ab'.repeat(32) },
  ],
  inputs: [
    { path: 'data/x.csv', size: 812, sha256: 'cd'.repeat(32), method: 'sha256', declared: 'argv' },
    { path: '/big', size: 2e9, method: 'stat', modified: '2026-01-01T00:00:00Z', declared: 'option' },
  ],
  environment: undefined,
};

t.test('everything a run has is on its page', async t => {
  const page = printRun(full, options);
  t.equal(
    page.slice(page.indexOf('Params')),
    text(
      'Params',
      '  a  1     params.yaml',
      '  b  x     params.yaml train.b',
      '  c  true  event',
      '  d  2     -P',
      '  e  0.1   argv --e',
      '  f  1     argv',
      '',
      'Tags',
      '  stage  dev',
      '  star',
      '',
      'Note',
      '  First line.',
      '',
      '  Third \\u{1b}[31mline.',
      '',
      'Inputs',
      '  data/x.csv   812 B  sha256 cdcdcdcdcdcd',
      '  /big        2.0 GB  not hashed, of 2026-01-01T00:00:00Z',
      '',
      'Artifacts',
      '  caf\\xe9.pkl  1.2 MB  sha256 abababababab',
      '',
      'Problems',
      '  malformed-event  line 3 of events',
    ),
  );
});

t.test('a run in progress shows what is known', async t => {
  const row = liveRow();
  t.equal(
    printRun({ row, ...bare }, options),
    text(
      'calm-heron  running',
      `id          ${row.id}`,
      'experiment  digits',
      'started     2026-11-02 13:58:30 +0000 (1 min ago)',
      'duration    1m 30s so far',
    ),
  );
});

t.test('titles and labels have their weights, and a trashed run says so', async t => {
  const page = printRun(
    { row: { ...sampleRow(), trashed: true }, ...bare },
    { ...options, style: styles(true) },
  );
  t.match(page, '\x1b[1mswift-otter\x1b[22m  \x1b[32mfinished\x1b[39m  \x1b[2min the trash\x1b[22m\n');
  t.match(page, '\x1b[2mexperiment\x1b[22m  digits\n');
  t.match(page, '\x1b[1mParams\x1b[22m\n');
});

t.test('no field of a run reaches the terminal as it is', async t => {
  const bad = '\x1b]0;owned\x07\n';
  const row = sampleRow({
    name: bad,
    experiment: { ...sampleRow().run!.experiment, name: bad },
    outcome: { status: 'killed', signal: bad },
    command: { argv: [bad], cwd: bad, redacted: [], withheld: [], outputs: [] },
    tags: { [bad]: bad },
    note: bad,
    params: { [bad]: { value: bad, origin: { kind: 'file', path: bad, key: bad } } },
    problems: [{ code: bad, message: bad }],
    host: { ...sampleRow().run!.host, name: bad, cpu: bad },
    seed: bad,
  });
  const page = printRun({ row, ...bare, environment: { os: { id: bad } } }, options);
  t.notMatch(page, /\x1b|\x07/);
});

t.test('where the width ends, columns of metrics are left out and named', async t => {
  const page = printRun({ row: sampleRow(), ...bare }, { ...options, width: 30 });
  t.match(page, /\n {2}metric +last +min +max\n {2}acc .*\n {2}no room for 2 columns: coun…\n/);
});
