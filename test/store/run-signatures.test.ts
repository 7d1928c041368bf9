import t from 'tap';
import { isTrusted, runState, stateOf } from '../../src/run/signature.ts';
import { editRun } from '../../src/store/edit.ts';
import { mergeEdits } from '../../src/store/merge-edits.ts';
import { judgeRuns } from '../../src/store/run-signatures.ts';
import { blob, entriesOf, type RawEntry, rawTree, removeObject } from '../support/damage.ts';
import { noSsh, signWithSsh, trust } from '../support/signing.ts';
import { AUTHOR, type StoreBench, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const FILES = { files: storedFiles({ 'artifacts/model': 'x', 'logs/000000.log': 'l' }) };

const bench = (config: Readonly<Record<string, string>> = { 'run.sign': 'true' }) =>
  storeBench(t, {
    prepare: on => {
      trust(on, signWithSsh(on));
      for (const [key, value] of Object.entries(config)) on.git('config', key, value);
    },
  });

const judge = async ({ repository }: StoreBench, commit: string) => {
  const [signatures] = await judgeRuns(repository, [commit]);
  if (signatures === undefined) throw new Error('nothing was judged');
  const { run, edits, altered, incomplete } = signatures;
  return {
    ...{ run, altered, incomplete, state: runState(signatures), trusted: isTrusted(signatures) },
    edits: edits.map(edit => `${edit.subject}: ${stateOf(edit)}`),
  };
};

/** A commit upon others by plain Git, unsigned or not; its tree is that of the first with other entries in it. */
function commit(
  { on }: StoreBench,
  parents: readonly string[],
  changed: readonly RawEntry[],
  ...how: readonly string[]
): string {
  const names = new Set(changed.map(([, name]) => name));
  const top = entriesOf(on, parents[0] as string).filter(([, name]) => !names.has(name));
  const upon = parents.flatMap(parent => ['-p', parent]);
  return on.git('commit-tree', rawTree(on, [...top, ...changed]), '-m', 'x', ...upon, ...how);
}

const note = ({ on }: StoreBench, name: string): RawEntry => ['100644', name, blob(on, name)];
const edits = (one: StoreBench, ...names: readonly string[]): RawEntry => [
  '40000',
  'annotations',
  rawTree(
    one.on,
    names.map(name => note(one, name)),
  ),
];

t.test('a run is signed, and each edit of it by itself', { skip: noSsh }, async t => {
  const one = await bench();
  const run = one.run();
  const first = await one.save(run, FILES);
  const verdict = { judgement: 'good', signer: 'ada@example.com', key: /^SHA256:/ };
  t.match(await judge(one, first), {
    run: { commit: first, verdict },
    state: 'trusted',
    trusted: true,
    edits: [],
  });
  const edit = { repository: one.repository, id: run.id, author: AUTHOR, now: Date.now() };
  await editRun({ ...edit, edits: [{ kind: 'tag', key: 'stage', value: 'dev' }] });
  const two = await editRun({ ...edit, edits: [{ kind: 'trash' }] });
  t.match(await judge(one, two), { trusted: true, edits: ['tag stage=dev: trusted', 'trash: trusted'] });
  const three = commit(one, [two], [edits(one, 'a')]);
  t.match(await judge(one, three), { state: 'bad', altered: /changes annotations$/, trusted: false });
});

t.test('an unsigned edit leaves the run what it is, and is told', { skip: noSsh }, async t => {
  const one = await bench();
  const first = await one.save(one.run(), FILES);
  const two = commit(one, [first], [edits(one, 'a')]);
  t.match(await judge(one, two), { state: 'trusted', trusted: false, edits: ['x: unsigned'] });
  // What is signed later does not sign what was there.
  const three = commit(one, [two], [edits(one, 'a', 'b')], '-S');
  t.match(await judge(one, three), {
    state: 'trusted',
    trusted: false,
    edits: ['x: unsigned', 'x: trusted'],
  });
});

t.test(
  'a merge that brings nothing needs no signature; one that brings anything does',
  { skip: noSsh },
  async t => {
    const one = await bench();
    const first = await one.save(one.run(), FILES);
    const [a, b] = [
      commit(one, [first], [edits(one, 'a')], '-S'),
      commit(one, [first], [edits(one, 'b')], '-S'),
    ];
    const merged = commit(one, [a, b], [edits(one, 'a', 'b')]);
    t.match(await judge(one, merged), { trusted: true, edits: ['x: trusted', 'x: trusted'] });
    const more = commit(one, [a, b], [edits(one, 'a', 'b', 'c')]);
    t.match(await judge(one, more), {
      state: 'trusted',
      trusted: false,
      edits: ['x: trusted', 'x: trusted', 'x: unsigned'],
    });
    const model: RawEntry = [
      '40000',
      'artifacts',
      rawTree(one.on, [['100644', 'model', blob(one.on, 'another')]]),
    ];
    const swapped = commit(one, [a, b], [edits(one, 'a', 'b'), model]);
    t.match(await judge(one, swapped), { trusted: false, edits: { length: 3 } });
  },
);

t.test(
  'edits of two clones are still those of who made them when they are joined',
  { skip: noSsh },
  async t => {
    const one = await bench();
    const { repository, on } = one;
    const run = one.run();
    const first = await one.save(run, FILES);
    const edited = async (key: string) => {
      on.git('update-ref', `refs/runs/${run.id}`, first);
      const edits = [{ kind: 'tag', key, value: '1' }] as const;
      return editRun({ repository, id: run.id, author: AUTHOR, now: Date.now(), edits });
    };
    const tips = [await edited('a'), await edited('b')] as const;
    const [joined] = await repository.objects.commit([await mergeEdits(repository.objects, run.id, tips)]);
    const judged = await judge(one, joined?.commit as string);
    t.match(judged, { state: 'trusted', trusted: true, edits: { length: 2 } });
  },
);

t.test('a record that was changed is no longer the one that was signed', { skip: noSsh }, async t => {
  const one = await bench();
  const first = await one.save(one.run(), FILES);
  const record = await one.save(one.run({ id: one.run().id }));
  const changed = entriesOf(one.on, record).find(([, name]) => name === 'run.json') as RawEntry;
  t.match(await judge(one, commit(one, [first], [changed])), { state: 'unsigned', trusted: false });
  const logs: RawEntry = ['40000', 'logs', rawTree(one.on, [note(one, '000000.log')])];
  t.match(await judge(one, commit(one, [first], [logs])), { state: 'bad', altered: /changes logs$/ });
});

t.test('many are judged at once; what cannot be followed is not trusted', { skip: noSsh }, async t => {
  const one = await bench();
  const tips = [await one.save(one.run()), await one.save(one.run())];
  const found = await judgeRuns(one.repository, [...tips, tips[0] as string]);
  t.same(found.map(runState), ['trusted', 'trusted', 'trusted']);
  t.same(await judgeRuns(one.repository, []), []);
  removeObject(one.on, one.on.git('rev-parse', 'HEAD'));
  await one.repository.close();
  const incomplete = /is missing or cannot be read$/;
  t.match(await judge(one, tips[0] as string), { state: 'untrusted', incomplete, trusted: false });
});

t.test('where signing is off nothing is signed', { skip: noSsh }, async t => {
  for (const config of [{}, { 'commit.gpgSign': 'true', 'run.sign': 'no' }]) {
    const one = await bench(config);
    const first = await one.save(one.run());
    t.match(await judge(one, first), { state: 'unsigned', run: { commit: first }, trusted: false });
    t.notMatch(one.on.git('cat-file', 'commit', first), 'gpgsig');
  }
});
