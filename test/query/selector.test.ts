import t from 'tap';
import { matchRuns, parseRunPath, parseSelector, selectRun } from '../../src/query/selector.ts';
import { AmbiguousRunError } from '../../src/run/errors.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../src/run/hex-id.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { idAt, NOW, sampleRow } from '../support/run-rows.ts';

const DAY = 86_400_000;

function row(name: string, age: number, end: string, changes: Partial<RunRow> = {}): RunRow {
  return {
    ...sampleRow({ id: idAt(NOW - age, end), name }),
    commit: `${end}ffff`.replace(/[^0-9a-f]/g, '0'),
    ...changes,
  };
}

const rows = [
  row('swift-otter', 3 * DAY, 'aaaa1111'),
  row('calm-heron', 2 * DAY, 'bbbb2222', { experiment: 'faces' }),
  row('swift-otter', DAY, 'cccc3333', { experiment: 'faces' }),
  row('bright/fox', 1000, 'dddd1111'),
  row('binned', 500, 'eeee5555', { trashed: true }),
  row('tomorrow', -2 * DAY, 'ffff6666'),
];

const ends = (text: string): string[] =>
  matchRuns(parseSelector(text), rows, NOW).map(({ id }) => id.slice(-8));

t.test('@ is the newest, and ~ goes back', async t => {
  t.same(ends('@'), ['dddd1111'], 'neither trashed nor from the future');
  t.same(ends('@~'), ['cccc3333']);
  t.same(ends('@~2'), ['bbbb2222']);
  t.same(ends('@~9'), []);
  t.same(ends('@{faces}'), ['cccc3333']);
  t.same(ends('@{faces}~1'), ['bbbb2222']);
  t.same(ends('@{none}'), []);
});

t.test('a run answers to its name, with or without the experiment', async t => {
  t.same(ends('calm-heron'), ['bbbb2222']);
  t.same(ends('swift-otter'), ['cccc3333', 'aaaa1111'], 'newest first');
  t.same(ends('faces/swift-otter'), ['cccc3333']);
  t.same(ends('bright/fox'), ['dddd1111'], 'a name may hold a slash');
  t.same(ends('digits/bright/fox'), ['dddd1111']);
});

t.test('a run answers to its id, whole, and to four characters of either end', async t => {
  t.same(ends((rows[1] as RunRow).id.toUpperCase()), ['bbbb2222']);
  t.same(ends('2222'), ['bbbb2222']);
  t.same(ends('222'), []);
  t.same(ends((rows[0] as RunRow).id.slice(0, 10)), ['aaaa1111']);
  t.same(ends('faces/3333'), ['cccc3333']);
  t.same(ends('digits/3333'), []);
  t.same(ends('1111'), ['dddd1111', 'aaaa1111']);
});

t.test('a run answers to its commit, from seven characters', async t => {
  t.same(ends('cccc333'), ['cccc3333']);
  t.same(ends('cccc3333ffff'), ['cccc3333']);
  t.same(ends('cccc333e'), []);
});

t.test('a name goes before an id, an id before a commit', async t => {
  const named = row('2222', 10, 'gggg7777');
  t.same(matchRuns(parseSelector('2222'), [...rows, named], NOW), [named]);
});

t.test('the one run, or an error that helps', async t => {
  t.equal(selectRun(parseSelector('2222'), rows, NOW), rows[1]);
  t.throws(() => selectRun(parseSelector('nothing'), rows, NOW), { code: 'run-not-found' });
  try {
    selectRun(parseSelector('swift-otter'), rows, NOW);
    t.fail('ambiguous');
  } catch (error) {
    t.type(error, AmbiguousRunError);
    const [first] = (error as AmbiguousRunError).data.candidates;
    t.same(first, { id: rows[2]?.id, label: `faces/swift-otter, started ${rows[2]?.started}` });
  }
});

t.test('what is no selector is refused', async t => {
  for (const text of ['', '@x', '@{', '@{}', '@~x', '@~1~2', '@{a}b']) {
    t.throws(() => parseSelector(text), { code: 'usage' }, text);
  }
});

t.test('the kinds tell a caller what to fetch', async t => {
  t.same(parseSelector('@{a b}~3'), { kind: 'newest', text: '@{a b}~3', back: 3, experiment: 'a b' });
  t.same(parseSelector('exp/name'), { kind: 'text', text: 'exp/name', experiment: 'exp' });
  t.same(parseSelector('name'), { kind: 'text', text: 'name' });
});

t.test('a colon parts a run from a path', async t => {
  t.same(parseRunPath('@'), { run: '@' });
  t.same(parseRunPath('@~1:out/a:b.txt'), { run: '@~1', path: 'out/a:b.txt' });
  t.same(parseRunPath('exp/name:'), { run: 'exp/name', path: '' });
});

t.test('a run is found by the id that MLflow gave it, or gives it', async t => {
  const id = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  const here = [...rows, row('brought', 4 * DAY, 'aaaa7777', { tags: { [MLFLOW_RUN_ID]: id } })];
  const found = (text: string) => matchRuns(parseSelector(text), here, NOW).map(({ name }) => name);
  t.same(found(id), ['brought']);
  t.same(found(id.toUpperCase()), ['brought']);
  t.same(found(hexOfId(idAt(NOW - 2 * DAY, 'bbbb2222'))), ['calm-heron']);
  t.same(found('f'.repeat(32)), []);
});
