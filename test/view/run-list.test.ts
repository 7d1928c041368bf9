import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import { paramOfText } from '../../src/run/param.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { printRuns, type RunListOptions } from '../../src/view/run-list.ts';
import { styles } from '../../src/view/style.ts';
import { parseTemplate } from '../../src/view/template/parse.ts';
import { idAt, liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const lr = (text: string) => ({ lr: paramOfText(text, { kind: 'option' }) });

const rows: RunRow[] = [
  liveRow(),
  sampleRow({ params: lr('0.10'), tags: { star: '' } }),
  sampleRow({
    id: idAt(NOW - 2 * 86_400_000, 'b2c3d4e5'),
    name: 'mellow-finch',
    started: new Date(NOW - 2 * 86_400_000).toISOString(),
    ended: new Date(NOW - 2 * 86_400_000 + 184_000).toISOString(),
    outcome: { status: 'failed', exitCode: 1 },
    params: lr('0.01'),
    metrics: {},
    note: 'diverged, "again"',
  }),
];

function print(options: Partial<RunListOptions>): string {
  return printRuns(rows, { format: 'table', now: NOW, zone: utc, style: styles(false), ...options });
}

t.test('a table for people', async t => {
  t.equal(
    print({}),
    [
      'id        name          status    started     duration    lr     acc  tags  note',
      '0000live  calm-heron    running   1 min ago     1m 30s',
      '7v8xk2qp  swift-otter   finished  1 h ago          13s  0.10  0.9722  star',
      'b2c3d4e5  mellow-finch  failed 1  2026-10-31    3m 04s  0.01                diverged, "again"',
      '',
    ].join('\n'),
  );
});

t.test('a narrow terminal gets what it has room for', async t => {
  t.equal(
    print({ width: 70 }),
    [
      'id        name          status    started     duration    lr     acc',
      '0000live  calm-heron    running   1 min ago     1m 30s',
      '7v8xk2qp  swift-otter   finished  1 h ago          13s  0.10  0.9722',
      'b2c3d4e5  mellow-finch  failed 1  2026-10-31    3m 04s  0.01',
      'no room for 2 columns: tags, note',
      '',
    ].join('\n'),
  );
});

t.test('one line a run, each with its end', async t => {
  t.equal(
    print({ format: 'oneline' }),
    '0000live calm-heron running\n7v8xk2qp swift-otter finished acc=0.9722\nb2c3d4e5 mellow-finch failed 1\n',
  );
  t.equal(
    print({ format: 'template', template: parseTemplate('%(name)'), end: '\0' }),
    'calm-heron\0swift-otter\0mellow-finch\0',
  );
});

t.test('comma-separated values, exact', async t => {
  t.equal(
    print({ format: 'csv', columns: ['name', 'status', 'duration', 'metrics.acc', 'note'] }),
    [
      'name,status,duration,metrics.acc,note',
      'calm-heron,running,,,',
      'swift-otter,finished,12.5,0.97222,',
      'mellow-finch,failed,184,,"diverged, ""again"""',
      '',
    ].join('\r\n'),
  );
  t.match(print({ format: 'csv' }).split('\r\n')[0], /^id,name,.*,params\.lr,metrics\.acc,tags\.star$/);
});

t.test('control characters reach a file, and no terminal', async t => {
  const hostile = [sampleRow({ name: '\x1b[2J' })];
  const options = { format: 'csv', columns: ['name'], now: NOW, zone: utc, style: styles(false) } as const;
  t.equal(printRuns(hostile, options), 'name\r\n"\x1b[2J"\r\n');
  t.equal(printRuns(hostile, { ...options, width: 80 }), 'name\r\n\\u{1b}[2J\r\n');
});

t.test('JSON is whole', async t => {
  t.equal(JSON.parse(print({ format: 'json' })).runs.length, 3);
});

t.test('no runs are no table, and an empty answer for programs', async t => {
  const none = (format: RunListOptions['format']): string =>
    printRuns([], { format, now: NOW, zone: utc, style: styles(false) });
  t.equal(none('table'), '');
  t.equal(none('oneline'), '');
  t.same(JSON.parse(none('json')), { version: 1, runs: [] });
  t.match(none('csv'), /^id,name,[a-z,]+\r\n$/);
});

t.test('a name cannot forge a line', async t => {
  const forged = sampleRow({ name: 'x\n7v8xk2qp good finished' });
  for (const format of ['table', 'oneline'] as const) {
    const text = printRuns([forged], { format, now: NOW, zone: utc, style: styles(false) });
    t.equal(text.split('\n').length, format === 'table' ? 3 : 2);
  }
});
