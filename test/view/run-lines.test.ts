import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import { runLines } from '../../src/view/run-lines.ts';
import type { RunListOptions } from '../../src/view/run-list.ts';
import { styles } from '../../src/view/style.ts';
import { parseTemplate } from '../../src/view/template/parse.ts';
import { liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const rows = [liveRow(), sampleRow({ outcome: { status: 'failed', exitCode: 1 } })];

function lines(options: Partial<RunListOptions>): string[] {
  return runLines(rows, { format: 'oneline', now: NOW, zone: utc, style: styles(false), ...options });
}

t.test('a line has the id, the name, how it stands and the metrics that most have', async t => {
  t.same(lines({}), ['0000live calm-heron running', '7v8xk2qp swift-otter failed 1 acc=0.9722']);
  t.match(lines({ style: styles(true) })[1], '\x1b[31mfailed 1\x1b[39m');
});

t.test('or what is asked for', async t => {
  t.same(lines({ columns: ['params.lr'] }), [
    '0000live calm-heron running',
    '7v8xk2qp swift-otter failed 1 lr=0.10',
  ]);
  const template = parseTemplate('%(name)%n  %(params.lr)');
  t.same(lines({ template }), ['calm-heron\n  ', 'swift-otter\n  0.1']);
});

t.test('a template is exact in a pipe, and safe on a terminal', async t => {
  const hostile = [sampleRow({ name: '\x1b[2J' })];
  const options = {
    format: 'template',
    now: NOW,
    zone: utc,
    style: styles(false),
    template: parseTemplate('%(name)'),
  } as const;
  t.same(runLines(hostile, options), ['\x1b[2J']);
  t.same(runLines(hostile, { ...options, width: 80 }), ['\\u{1b}[2J']);
});
