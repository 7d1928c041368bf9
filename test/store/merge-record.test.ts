import fc from 'fast-check';
import t from 'tap';
import type { Experiment } from '../../src/run/experiment.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { mergeRecord, replay as replayOf, type Version } from '../../src/store/merge-record.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const first: Experiment = {
  id: 'a'.repeat(26) as Experiment['id'],
  name: 'digits',
  description: '',
  tags: {},
  removed: false,
  created: '2026-01-01T00:00:00.000Z',
};
const replay = (history: readonly Version<Experiment>[]) => replayOf(EXPERIMENT, history);
const version = (
  commit: string,
  parents: string[],
  time: number,
  record: Partial<Experiment>,
): Version<Experiment> => ({
  commit,
  parents,
  time,
  record: { ...first, ...record },
});

t.test('changes of different things are all there, of one thing the later one', async t => {
  const history = [
    version('1', [], 1, {}),
    version('2', ['1'], 5, { description: 'ours', tags: { a: '1' } }),
    version('3', ['1'], 3, { description: 'theirs', name: 'numbers' }),
  ];
  t.match(replay(history), { description: 'ours', name: 'numbers', tags: { a: '1' } });
});

t.test('who knew of a change has the last word, whatever the clocks say', async t => {
  const history = [
    version('1', [], 100, { tags: { a: '1', b: '1' } }),
    version('2', ['1'], 9000, { tags: { a: '1' } }),
    version('3', ['2'], 5, { tags: { a: '2' } }),
  ];
  t.strictSame(replay(history).tags, { a: '2' });
});

t.test('of two that were created apart the older one counts, and the other adds what it lacks', async t => {
  const history = [
    version('1', [], 2, { description: 'x', created: '2026-01-02T00:00:00.000Z' }),
    version('2', [], 1, { tags: { a: '1' } }),
  ];
  t.match(replay(history), { description: 'x', tags: { a: '1' }, created: first.created });
});

t.test('the order in which commits are told does not matter, nor how they were joined', async t => {
  const change = fc.record({
    description: fc.constantFrom('', 'a', 'b'),
    tags: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
  });
  const sides = fc.tuple(
    fc.array(change, { minLength: 1, maxLength: 4 }),
    fc.array(change, { minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(sides, fc.infiniteStream(fc.nat(1000)), ([one, other], random) => {
      const side = (name: string, changes: typeof one) =>
        changes.map((record, at) =>
          version(`${name}${at}`, [at === 0 ? 'root' : `${name}${at - 1}`], random.next().value, record),
        );
      const history = [version('root', [], 0, {}), ...side('a', one), ...side('b', other)];
      const joined = version('z', [`a${one.length - 1}`, `b${other.length - 1}`], 2000, {
        description: 'whatever',
      });
      const state = replay(history);
      t.strictSame(replay([...history].reverse()), state);
      t.strictSame(replay([...history, joined]), state);
    }),
    { numRuns: 60 },
  );
});

t.test('two who join the same make the same commit', async t => {
  const { repository, on } = await storeBench(t);
  const { id } = await createExperiment({ repository, author: AUTHOR, now: NOW }, { name: 'digits' });
  const ref = `refs/runs/experiments/${id}`;
  const [tree = '', tip = ''] = on.git('rev-parse', `${ref}^{tree}`, ref).split('\n');
  const tips = ['ours', 'theirs'].map(message => on.git('commit-tree', tree, '-p', tip, '-m', message)) as [
    string,
    string,
  ];
  const one = await mergeRecord(repository, EXPERIMENT, ref, tips);
  t.same(await mergeRecord(repository, EXPERIMENT, ref, [tips[1], tips[0]]), one);
  t.match(one, { ref, parent: [...tips].sort()[0] });
});
