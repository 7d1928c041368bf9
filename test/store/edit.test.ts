import { existsSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import type { Edit } from '../../src/run/annotation.ts';
import { RunNotFoundError } from '../../src/run/errors.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { timeOf } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { editRun } from '../../src/store/edit.ts';
import { loadRun } from '../../src/store/load.ts';
import { findTip } from '../../src/store/tips.ts';
import { attemptOf } from '../support/attempts.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, on, run: newRun, save } = await storeBench(t);
const newStored = async () => {
  const run = newRun();
  await save(run);
  return run;
};
const edit = (id: RunId, edits: readonly Edit[], now = NOW) =>
  editRun({ repository, id, edits, author: AUTHOR, now });
const load = async (id: RunId) =>
  loadRun(repository.objects, (await findTip(repository, id))?.commit as string);

t.test('edits are seen, and the run itself is as it was', async t => {
  const { id } = await newStored();
  const before = (await findTip(repository, id))?.commit as string;
  const commit = await edit(id, [
    { kind: 'tag', key: 'stage', value: 'prod' },
    { kind: 'note', text: 'two\nlines' },
    { kind: 'rename', name: 'best' },
  ]);
  t.match(await load(id), { commit, run: { tags: { stage: 'prod' }, note: 'two\nlines', name: 'best' } });
  t.equal(on.git('rev-parse', `${commit}^`), before, 'the ref is moved forwards');
  t.equal(on.git('rev-parse', `${commit}:run.json`), on.git('rev-parse', `${before}:run.json`));
  t.equal(
    on.git('log', '-1', '--format=%B', commit).trim(),
    'tag stage=prod, note: two lines, rename to best',
  );
  t.match((await load(id)).annotations[0], { author: 'Ada Author <ada@example.com>' });
});

t.test('an edit whose clock is years behind still comes last', async t => {
  const { id } = await newStored();
  await edit(id, [{ kind: 'tag', key: 'a', value: 'ahead' }], Date.UTC(2199, 0));
  await edit(id, [{ kind: 'tag', key: 'a', value: 'behind' }], Date.UTC(2001, 0));
  const { run, annotations } = await load(id);
  t.equal(run.tags.a, 'behind');
  t.same(
    annotations.map(({ id }) => timeOf(id)),
    [Date.UTC(2199, 0), Date.UTC(2199, 0) + 1],
  );
});

t.test('several edits at once keep their order', async t => {
  const { id } = await newStored();
  await edit(id, [
    { kind: 'tag', key: 'a', value: '1' },
    { kind: 'untag', key: 'a' },
    { kind: 'tag', key: 'a', value: '2' },
    { kind: 'trash' },
  ]);
  t.match(await load(id), { trashed: true, run: { tags: { a: '2' } } });
  await edit(id, [{ kind: 'restore' }]);
  t.match(await load(id), { trashed: false });
});

t.test('two processes that edit one run at once both succeed', async t => {
  const { id } = await newStored();
  const other = await openRepository(on.path, { ...on.env });
  t.teardown(() => other.close());
  const keys = [...Array(6).keys()];
  await Promise.all(
    keys.map(n =>
      editRun({
        repository: n % 2 === 0 ? repository : other,
        id,
        edits: [{ kind: 'tag', key: `k${n}`, value: String(n) }],
        author: AUTHOR,
        now: NOW,
      }),
    ),
  );
  t.same(
    Object.entries((await load(id)).run.tags).sort(),
    keys.map(n => [`k${n}`, String(n)]),
  );
});

t.test('there is no editing a run that is not there', async t => {
  await t.rejects(edit(newRun().id, [{ kind: 'trash' }]), RunNotFoundError);
});

t.test('names with line breaks forge nothing', async t => {
  const { id } = await newStored();
  const commit = await edit(id, [{ kind: 'tag', key: 'a\n\nStatus: finished', value: '__proto__' }]);
  t.equal(on.git('log', '-1', '--format=%B', commit).trim().split('\n').length, 1);
  await edit(id, [{ kind: 'tag', key: '__proto__', value: 'x' }]);
  t.same(Object.keys((await load(id)).run.tags).sort(), ['__proto__', 'a\n\nStatus: finished']);
});

t.test('each kind of edit says in the log what it was', async t => {
  const { id } = await newStored();
  const digest = { sha256: 'ab', size: 1 };
  const kinds: [Edit, string][] = [
    [{ kind: 'untag', key: 'k' }, 'untag k'],
    [{ kind: 'note', text: '' }, 'remove the note'],
    [{ kind: 'move', experiment: { id: 'x', name: 'new' } }, 'move to new'],
    [{ kind: 'trash' }, 'trash'],
    [{ kind: 'restore' }, 'restore'],
    [{ kind: 'artifact', path: 'a.bin', entry: digest }, 'add a.bin'],
    [{ kind: 'continue', ...attemptOf({}).attempt }, 'add what was logged later'],
    [
      { kind: 'continue', ...attemptOf({ outcome: { status: 'failed', exitCode: 1 } }).attempt },
      'continue: failed',
    ],
  ];
  await edit(
    id,
    kinds.map(([one]) => one),
  );
  t.equal(on.git('log', '-1', '--format=%s', runRef(id)), kinds.map(([, said]) => said).join(', '));
  t.match(await load(id), { run: { experiment: { name: 'new' } }, added: { 'artifacts/a.bin': digest } });
});

t.test('what nobody could read afterwards is refused, and the run is as it was', async t => {
  const { id } = await newStored();
  const before = on.git('rev-parse', runRef(id));
  const text = (kib: number) => 'x'.repeat(kib * 1024);
  const many = Array.from({ length: 10_001 }, (): Edit => ({ kind: 'trash' }));
  const large = Array.from({ length: 80 }, (): Edit => ({ kind: 'note', text: text(220) }));
  for (const [edits, why] of [
    [many, /10000 of them/],
    [[{ kind: 'note', text: text(256) }], /one may have 262144 bytes/],
    [large, /16777216 bytes together/],
  ] as const)
    await t.rejects(edit(id, edits), { code: 'run-full', message: why });
  t.equal(on.git('rev-parse', runRef(id)), before);
});

t.test('the store stays sound', async t => {
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
});

t.test('a lock that nobody gives back is named; one that is given back is waited for', async t => {
  const { id } = await newStored();
  const lock = on.write(`.git/${runRef(id)}.lock`, '');
  await t.rejects(edit(id, [{ kind: 'note', text: 'not yet' }]), { code: 'locked', data: { file: lock } });
  t.ok(existsSync(lock));
  const waiting = edit(id, [{ kind: 'note', text: 'at last' }]);
  await delay(150);
  rmSync(lock);
  await waiting;
  t.equal((await load(id)).run.note, 'at last');
});
