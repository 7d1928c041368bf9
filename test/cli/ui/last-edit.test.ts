import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { lastEdit } from '../../../src/cli/ui/last-edit.ts';
import type { Edit } from '../../../src/run/annotation.ts';
import { editRun } from '../../../src/store/edit.ts';
import { worldOf } from '../../support/cli.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext({ ...worldOf(bench.on).world, now: () => NOW });
t.teardown(() => context.close());
const id = idAt(NOW - 3_600_000, 'ed7ted');
await bench.save(bench.run({ id, name: 'swift-otter', tags: { stage: 'dev' } }));

async function edited(...edits: readonly Edit[]) {
  for (const edit of edits)
    await editRun({ repository: bench.repository, id, edits: [edit], author: AUTHOR, now: NOW - 120_000 });
  return lastEdit(context, id);
}

const undoing = async (...edits: readonly Edit[]) => (await edited(...edits))?.undo[0]?.words;

t.test('of a run that nobody has edited there is nothing to undo', async t => {
  t.equal(await lastEdit(context, id), undefined);
  t.equal(await lastEdit(context, idAt(NOW, 'n0ne')), undefined);
});

t.test('what takes an edit back is what held before it', async t => {
  t.same(await undoing({ kind: 'tag', key: 'stage', value: 'prod' }), ['tag', id, 'stage=dev']);
  t.same(await undoing({ kind: 'untag', key: 'stage' }), ['tag', id, 'stage=prod']);
  t.same(await undoing({ kind: 'tag', key: 'star', value: '' }), ['tag', id, '--delete', 'star']);
  t.same(await undoing({ kind: 'note', text: 'first' }), ['note', id, '--delete']);
  t.same(await undoing({ kind: 'note', text: 'second' }), ['note', id, '--message', 'first']);
  t.same(await undoing({ kind: 'rename', name: 'other' }), ['rename', id, 'swift-otter']);
  t.same(await undoing({ kind: 'trash' }), ['restore', id]);
  t.same(await undoing({ kind: 'restore' }), ['rm', id]);
});

t.test('it says what, of which run, by whom and when', async t => {
  const found = await edited({ kind: 'tag', key: 'stage', value: 'x' });
  t.equal(found?.does, 'undo the tag stage of other, by Ada Author, 2 min ago');
});
