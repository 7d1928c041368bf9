import t from 'tap';
import { findRuns } from '../../../src/tui/do/find-runs.ts';
import { someRows } from '../../support/tui-state.ts';

const names = ['calm-heron', 'swift-otter', 'sötter', 'a+b', 'otter'];
const rows = someRows(names.length).map((row, n) => ({
  ...row,
  name: names[n] as string,
  status: n === 0 ? ('failed' as const) : row.status,
  tags: (n === 1 ? { stage: 'production' } : {}) as Record<string, string>,
}));
const go = () => new AbortController().signal;
async function found(text: string): Promise<string[]> {
  const { hits } = (await findRuns(rows, text, go())) ?? { hits: new Set() };
  return rows.filter(({ id }) => hits.has(id)).map(({ name }) => name);
}
const best = async (text: string) => {
  const id = (await findRuns(rows, text, go()))?.best;
  return rows.find(row => row.id === id)?.name;
};

t.test('a run is found by its name, experiment, status, tags and id', async t => {
  t.same(await found('heron'), ['calm-heron']);
  t.equal((await found('digits')).length, rows.length);
  t.same(await found('failed'), ['calm-heron']);
  t.same(await found('production'), ['swift-otter']);
  t.same(await found(rows[3]!.id), ['a+b']);
});

t.test('letters may be missing, and words stand in any order', async t => {
  t.same(await found('swft'), ['swift-otter']);
  t.same(await found('otter swift'), ['swift-otter']);
  t.same(await found('otter failed'), []);
});

t.test('the best one is that whose name is most like it', async t => {
  t.equal(await best('otter'), 'otter');
  t.equal(await best('nothing like it'), undefined);
});

t.test('other scripts are letters too; signs alone have to be there', async t => {
  t.same(await found('sötter'), ['sötter']);
  t.same(await found('+'), ['a+b']);
  t.equal(await best('+'), 'a+b');
});

t.test('headings of groups are passed over', async t => {
  const group = { group: 'lr 0.1', rows, isFolded: false };
  t.equal((await findRuns([group, ...rows], 'heron', go()))?.hits.size, 1);
});

t.test('of very many runs it goes by pieces, and can be given up', async t => {
  const row = rows[0]!;
  const many = Array.from({ length: 60_000 }, (_, n) => ({ ...row, name: `run-${n}` }));
  const giveUp = new AbortController();
  const search = findRuns(many, 'run-59999', giveUp.signal);
  giveUp.abort();
  t.equal(await search, undefined);
});
