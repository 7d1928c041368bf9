import fc from 'fast-check';
import t from 'tap';
import type { Experiment } from '../../src/run/experiment.ts';
import { type ModelVersionId, nextNumber, type RegisteredModel } from '../../src/run/registered-model.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { MODEL } from '../../src/store/model-kind.ts';
import type { KeptRecord, RecordKind } from '../../src/store/record-kind.ts';
import { replay as replayOf, type Step } from '../../src/store/replay.ts';
import { sampleModel, sampleVersion } from '../support/registered-models.ts';

const first: Experiment = {
  id: 'a'.repeat(26) as Experiment['id'],
  name: 'digits',
  description: '',
  tags: {},
  removed: false,
  created: '2026-01-01T00:00:00.000Z',
};
interface Version<Kept> extends Step {
  readonly record: Kept;
}

/** Of a history with what each commit says; tells which were read. */
async function replayed<Kept extends KeptRecord>(
  kind: RecordKind<Kept>,
  history: readonly Version<Kept>[],
  read = new Set<string>(),
): Promise<Kept> {
  const records = new Map(history.map(({ commit, record }) => [commit, record]));
  return replayOf(kind, history, async commit => {
    read.add(commit);
    return records.get(commit) as Kept;
  });
}

const replay = (history: readonly Version<Experiment>[], read?: Set<string>) =>
  replayed(EXPERIMENT, history, read);
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
  t.match(await replay(history), { description: 'ours', name: 'numbers', tags: { a: '1' } });
});

t.test('who knew of a change has the last word, whatever the clocks say', async t => {
  const history = [
    version('1', [], 100, { tags: { a: '1', b: '1' } }),
    version('2', ['1'], 9000, { tags: { a: '1' } }),
    version('3', ['2'], 5, { tags: { a: '2' } }),
  ];
  t.strictSame((await replay(history)).tags, { a: '2' });
});

t.test('of two that were created apart the older one counts, and the other adds what it lacks', async t => {
  const history = [
    version('1', [], 2, { description: 'x', created: '2026-01-02T00:00:00.000Z' }),
    version('2', [], 1, { tags: { a: '1' } }),
  ];
  t.match(await replay(history), { description: 'x', tags: { a: '1' }, created: first.created });
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
  await fc.assert(
    fc.asyncProperty(sides, fc.infiniteStream(fc.nat(1000)), async ([one, other], random) => {
      const side = (name: string, changes: typeof one) =>
        changes.map((record, at) =>
          version(`${name}${at}`, [at === 0 ? 'root' : `${name}${at - 1}`], random.next().value, record),
        );
      const history = [version('root', [], 0, {}), ...side('a', one), ...side('b', other)];
      const joined = version('z', [`a${one.length - 1}`, `b${other.length - 1}`], 2000, {
        description: 'whatever',
      });
      const state = await replay(history);
      t.strictSame(await replay([...history].reverse()), state);
      t.strictSame(await replay([...history, joined]), state);
    }),
    { numRuns: 60 },
  );
});

t.test('what all other changes knew of is not read again, and what was done upon it is', async t => {
  const long = Array.from({ length: 50 }, (_, at) =>
    version(`l${at}`, at === 0 ? [] : [`l${at - 1}`], at, { tags: { [at % 7]: `${at}` } }),
  );
  const base = (long.at(-1) as Version<Experiment>).record;
  const fork = [
    version('a', ['l49'], 60, { ...base, description: 'ours' }),
    version('b', ['l49'], 61, { ...base, name: 'theirs' }),
    version('join', ['a', 'b'], 61, { ...base, description: 'ours', name: 'theirs' }),
    version('c', ['join'], 70, { description: 'later', name: 'theirs', tags: base.tags }),
    version('d', ['join'], 65, { description: 'ours', name: 'theirs', tags: { ...base.tags, d: '1' } }),
  ];
  const read = new Set<string>();
  const state = await replay([...long, ...fork], read);
  t.match(state, { description: 'later', name: 'theirs', tags: { ...base.tags, d: '1' } });
  t.same([...read].sort(), ['a', 'b', 'c', 'd', 'join', 'l49'], 'a and b are of those that come after');
  const all = [...long, ...fork, version('e', ['f'], 90, { name: 'e' }), version('f', ['c', 'd'], 80, {})];
  const last = new Set<string>();
  t.equal((await replay(all, last)).name, 'e');
  t.same([...last], ['e'], 'a change upon a join knew of all');
});

t.test('a number that all have seen stays, whatever is made later', async t => {
  const model = (versions: readonly [string, number][]) =>
    sampleModel({
      versions: versions.map(([id, number]) => sampleVersion(number, { id: id as ModelVersionId })),
    });
  const joined: [string, number][] = [
    ['1', 1],
    ['3', 2],
    ['5', 3],
  ];
  const step = (commit: string, parents: string[], record: RegisteredModel) => ({
    ...{ commit, parents, time: commit.charCodeAt(0), record },
  });
  const history = [
    step('a', [], model([['1', 1]])),
    step(
      'b',
      ['a'],
      model([
        ['1', 1],
        ['5', 2],
      ]),
    ),
    step(
      'c',
      ['a'],
      model([
        ['1', 1],
        ['3', 2],
      ]),
    ),
    step('d', ['b', 'c'], model(joined)),
    step('e', ['d'], { ...model(joined), description: 'seen by all' }),
    // By clocks that are behind.
    step('f', ['e'], model([...joined, ['2', 4]])),
    step('g', ['e'], model([...joined, ['4', 4]])),
  ];
  t.same(
    (await replayed(MODEL, history)).versions.map(({ id, number }) => [id, number]),
    [...joined, ['2', 4], ['4', 5]],
  );
});

t.test('a record with no commit is none', async t => {
  await t.rejects(replay([]), { code: 'corrupt-record' });
});

/** Clones of one registered model, each with its tip, that change it, and take what others have. */
function modelClones(count: number) {
  const commits = new Map<string, Version<RegisteredModel>>();
  const tips: string[] = [];
  const add = (version: Version<RegisteredModel>) => {
    commits.set(version.commit, version);
    return version.commit;
  };
  const historyOf = (tip: string) => {
    const seen = new Set([tip]);
    for (const commit of seen) for (const parent of commits.get(commit)?.parents ?? []) seen.add(parent);
    return [...seen].map(commit => commits.get(commit) as Version<RegisteredModel>);
  };
  const knows = (tip: string, other: string) => historyOf(tip).some(({ commit }) => commit === other);
  // Each clone has created it by itself.
  for (let clone = 0; clone < count; clone++)
    tips.push(add({ commit: `root${clone}`, parents: [], time: clone, record: sampleModel() }));
  return {
    commits,
    model: (clone: number) => commits.get(tips[clone] as string)?.record as RegisteredModel,
    tip: (clone: number) => tips[clone],
    change(clone: number, time: number, how: (model: RegisteredModel) => Partial<RegisteredModel>) {
      const model = this.model(clone);
      const record = { ...model, ...how(model) };
      tips[clone] = add({ commit: `c${commits.size}`, parents: [tips[clone] as string], time, record });
    },
    async take(clone: number, from: number) {
      const [own, other] = [tips[clone], tips[from]] as [string, string];
      if (knows(own, other)) return;
      if (knows(other, own)) tips[clone] = other;
      else {
        const parents = [own, other].sort();
        const history = [...new Set(parents.flatMap(historyOf))];
        const time = Math.max(...history.map(one => one.time));
        tips[clone] = add({ commit: `(${parents})`, parents, time, record: await replayed(MODEL, history) });
      }
    },
  };
}

const doing = fc.oneof(
  { weight: 3, arbitrary: fc.constant('version' as const) },
  fc.constantFrom('tag', 'alias', 'stage', 'remove', 'take', 'take', 'rename'),
);
const deeds = fc.array(
  fc.record({ clone: fc.nat(2), other: fc.nat(2), what: doing, time: fc.nat(50), pick: fc.nat(9) }),
  { minLength: 1, maxLength: 25 },
);

t.test(
  'three clones of a registry come to one, whatever they did and in whatever order they met',
  async t => {
    await fc.assert(
      fc.asyncProperty(
        deeds,
        fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 6 }),
        async (done, meetings) => {
          const clones = modelClones(3);
          const made: string[] = [];
          const removed = new Set<string>();
          for (const [at, { clone, other, what, time, pick }] of done.entries()) {
            const { versions } = clones.model(clone);
            const picked = versions[pick % Math.max(versions.length, 1)]?.id;
            const change = (how: (model: RegisteredModel) => Partial<RegisteredModel>) =>
              clones.change(clone, time, how);
            const onPicked = (changes: object) =>
              change(() => ({
                versions: versions.map(one => (one.id === picked ? { ...one, ...changes } : one)),
              }));
            if (what === 'take') await clones.take(clone, other);
            if (what === 'rename') change(() => ({ name: `n${at}` }));
            if (what === 'tag') change(({ tags }) => ({ tags: { ...tags, [at]: '1' } }));
            if (what === 'version') {
              const id = `${String(time).padStart(3, '0')}-${at}` as ModelVersionId;
              made.push(id);
              change(() => ({ versions: [...versions, sampleVersion(nextNumber(versions), { id })] }));
            }
            if (picked === undefined) continue;
            if (what === 'alias') change(({ aliases }) => ({ aliases: { ...aliases, best: picked } }));
            if (what === 'stage') onPicked({ stage: 'Staging' });
            if (what === 'remove') {
              removed.add(picked);
              onPicked({ removed: true });
            }
          }
          for (const [clone, other] of meetings) await clones.take(clone, other);
          for (let round = 0; round < 2; round++)
            for (const clone of [0, 1, 2]) for (const other of [0, 1, 2]) await clones.take(clone, other);
          const all = [0, 1, 2].map(clone => clones.model(clone));
          t.strictSame(all[1], all[0]);
          t.strictSame(all[2], all[0]);
          const { versions, aliases } = all[0] as RegisteredModel;
          t.same(versions.map(({ id }) => id as string).sort(), made.toSorted(), 'no version is lost');
          t.equal(new Set(versions.map(({ number }) => number)).size, made.length, 'each has its own number');
          for (const { id, removed: gone } of versions) t.equal(gone, removed.has(id));
          for (const id of Object.values(aliases)) t.notOk(removed.has(id));
        },
      ),
      { numRuns: 150 },
    );
  },
);
