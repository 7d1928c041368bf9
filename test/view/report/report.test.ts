import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import { type Report, reportBlocks } from '../../../src/view/report/report.ts';
import { type Block, textOf, toneOf } from '../../../src/view/sheet/sheet.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const rowOf = (n: number, acc: number, changes: Parameters<typeof sampleRow>[0] = {}): RunRow =>
  sampleRow({
    id: idAt(NOW + n * 1000, `n${n}`),
    name: `run-${n}`,
    metrics: { acc: summary(acc) },
    ...changes,
  });
const reportOf = (rows: readonly RunRow[], more: Partial<Report> = {}) =>
  reportBlocks({
    rows,
    figures: [],
    directions: {},
    link: commit => `https://example.com/${commit}`,
    now: NOW,
    zone: () => 0,
    ...more,
  });
const lines = (blocks: readonly Block[]) =>
  blocks.flatMap(block => (block.kind === 'lines' ? block.lines.map(textOf) : []));
const tableOf = (blocks: readonly Block[]) =>
  blocks.find(block => block.kind === 'table') as Extract<Block, { kind: 'table' }>;

t.test('a report says of what it is, and which run is best by which measure', async t => {
  const [one, two] = [rowOf(1, 0.5), rowOf(2, 0.75, { outcome: { status: 'failed', exitCode: 1 } })];
  const blocks = reportOf([one, two], {
    range: { text: 'main..HEAD', commits: 3 },
    baseline: rowOf(0, 0.25),
    subject: one,
  });
  t.same(lines(blocks), [
    '2 runs of 3 commits in main..HEAD, 1 of them did not finish; run-1 against run-0',
    'best acc: 0.75 by run-2 (higher is better, by its name)',
  ]);
});

t.test('runs stand below their baseline, each with its commit, the best of each metric marked', async t => {
  const dirty = { ...sampleRow().source, modified: 1, added: 0, deleted: 0, omitted: [], raw: [] };
  const row = rowOf(1, 0.75, { source: { ...dirty, tree: 'x', stable: true, unmerged: false } as never });
  const { columns, rows } = tableOf(reportOf([row], { baseline: rowOf(0, 0.25), subject: row }));
  t.same(columns.map(({ title }) => title).slice(0, 5), ['run', 'id', 'commit', 'status', 'duration']);
  t.same(
    rows.map(cells => textOf(cells[0] ?? '')),
    ['run-0 (baseline)', 'run-1'],
  );
  t.match(rows[1]?.[2], {
    text: '9e8d7c6b12+',
    href: 'https://example.com/9e8d7c6b12345678901234567890123456789012',
  });
  const acc = columns.findIndex(({ title }) => title === 'acc');
  t.same(
    rows.map(cells => toneOf(cells[acc] ?? '')),
    [undefined, 'best'],
  );
});

t.test('of very many runs the first are shown, and how many more there are', async t => {
  const rows = Array.from({ length: 25 }, (_, n) => rowOf(n, 0.5));
  const blocks = reportOf(rows);
  t.equal(tableOf(blocks).rows.length, 20);
  t.ok(lines(blocks).includes('and 5 runs more'));
});

t.test('how to have a run is what can be typed', async t => {
  const blocks = reportOf([rowOf(1, 0.5)], {
    subject: rowOf(1, 0.5),
    baseline: rowOf(0, 0.25),
    remote: 'my remote',
  });
  const details = blocks.flatMap(block => (block.kind === 'details' ? block.blocks : []));
  const commands = details.find(block => block.kind === 'commands') as Extract<Block, { kind: 'commands' }>;
  t.match(commands.lines[0], /^git fetch 'my remote' 'refs\/runs\/\w+:refs\/runs\/\w+' \\\n {2}'refs/);
  t.match(commands.lines.join('\n'), /git run diff 000000n0 000000n1 --patch/);
});

t.test('without runs it says so, and how to make one', async t => {
  t.same(lines(reportOf([], { range: { text: 'main..', commits: 2 } })), [
    'No runs of main.. yet; git run -- COMMAND records one',
  ]);
});
