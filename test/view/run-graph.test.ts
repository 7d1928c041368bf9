import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import type { Lineage, Run } from '../../src/run/run.ts';
import { absentParents, printRunGraph } from '../../src/view/run-graph.ts';
import type { RunListOptions } from '../../src/view/run-list.ts';
import { styles } from '../../src/view/style.ts';
import { parseTemplate } from '../../src/view/template/parse.ts';
import { idAt, NOW, sampleRow } from '../support/run-rows.ts';

/** A run that came from others, named by the letters of their ids. */
function row(name: string, ...from: string[]) {
  const lineage = from.map((other): Lineage => ({ relation: 'rerun-of', id: idAt(NOW, other) }));
  return sampleRow({ id: idAt(NOW, name) as Run['id'], name, lineage, metrics: {} });
}

const rows = [row('d', 'b', 'z'), row('c', 'a'), row('b', 'a'), row('a')];
const gone = [{ id: idAt(NOW, 'z') as string, name: 'z\n', why: 'deleted', isGone: true }];

function print(options: Partial<RunListOptions>): string {
  const base = { format: 'oneline', now: NOW, zone: utc, style: styles(false) } as const;
  return printRunGraph(rows, gone, { ...base, ...options });
}

t.test('who is not in the list is found out', async t => {
  t.same(absentParents(rows), [idAt(NOW, 'z')]);
  t.same(absentParents([...rows, row('z')]), []);
});

t.test('a line stands beside each run, and says of those that are not listed why', async t => {
  t.equal(
    print({}),
    [
      '* 0000000d d finished',
      '|\\',
      '* | 0000000b b finished',
      '| x 0000000z z\\u{a} (deleted)',
      '| * 0000000c c finished',
      '|/',
      '* 0000000a a finished',
      '',
    ].join('\n'),
  );
});

t.test('the columns of a table are aligned beside it, within the width there is', async t => {
  const lines = print({ format: 'table', width: 50 }).split('\n');
  t.equal(lines[0], '    id        name  status    started  duration');
  t.match(lines[1], /^\* {3}0000000d {2}d/);
  t.match(lines[5], /^\| \* 0000000c {2}c/);
  for (const line of lines) t.ok(line.length <= 50, line);
});

t.test('the lines of a template go on beside the lanes', async t => {
  const text = print({ format: 'template', template: parseTemplate('%(name)%n  more') });
  t.match(text, '* d\n|\\   more\n');
});

t.test('of no runs there is no graph', async t => {
  t.equal(printRunGraph([], [], { format: 'table', now: NOW, zone: utc, style: styles(false) }), '');
});
