import t from 'tap';
import { rowOfView, statusOf, tagsOf, viewOfRow } from '../../../src/interop/mlflow/run-rows.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const id = newRunId(1_800_000_000_000);
const row: RunRow = {
  ...{ id, name: 'a', experiment: 'e', note: '', trashed: false, status: 'finished' },
  started: '2026-01-02T00:00:00.000Z',
  ended: '2026-01-02T00:00:01.000Z',
  params: { lr: { value: 0.1, text: '1e-1' } },
  metrics: { loss: { last: 0.5, min: 0.5, max: 1, count: 2, step: 4 } },
  tags: { 'mlflow.user': 'ada' },
  artifacts: { count: 0, bytes: 0 },
};

t.test('a row is told as its client logged it', async t => {
  const view = viewOfRow(row);
  t.match(view, {
    id,
    name: 'a',
    user: 'ada',
    status: 'FINISHED',
    deleted: false,
    started: Date.parse(row.started),
  });
  t.same([...view.params], [['lr', '1e-1']]);
  t.same([...view.metrics], [['loss', { value: 0.5, step: 4, timestamp: Date.parse(row.ended as string) }]]);
  t.same(
    new Map(view.tags),
    new Map([
      ['mlflow.user', 'ada'],
      ['mlflow.runName', 'a'],
    ]),
  );
  t.equal(viewOfRow({ ...row, status: 'lost' }).status, 'FAILED');
  t.equal(statusOf('running'), 'RUNNING');
});

t.test('a run that is being written is asked as a row', async t => {
  const again = rowOfView(viewOfRow(row));
  t.match(again, {
    id,
    name: 'a',
    status: 'finished',
    started: row.started,
    params: { lr: { value: '1e-1' } },
  });
  t.equal(again.metrics.loss?.last, 0.5);
});

t.test('a name or a note that was changed by us is newer than the tag', async t => {
  const told = (changes: Partial<RunRow>) => tagsOf({ ...row, ...changes });
  const tags = told({
    name: 'new',
    note: 'said',
    tags: { 'mlflow.runName': 'old', 'mlflow.note.content': 'once' },
  });
  t.equal(tags.get('mlflow.runName'), 'new');
  t.equal(tags.get('mlflow.note.content'), 'said');
  t.equal(told({ name: 'a b', tags: { 'mlflow.runName': 'a\nb' } }).get('mlflow.runName'), 'a\nb');
});

t.test('of a run that no client of MLflow logged, what one would have said is told', async t => {
  const tags = tagsOf({ ...row, tags: { own: 'x' }, author: 'Ada <a@b.c>', argv: ['python', 'train.py'] });
  t.equal(tags.get('mlflow.source.name'), 'train.py');
  t.equal(tags.get('own'), 'x');
  t.equal(tags.get('mlflow.user'), 'Ada');
  t.equal(tags.get('mlflow.runName'), 'a');
});

t.test('what it has set itself wins over what we know', async t => {
  const tags = { 'mlflow.user': 'ada', 'mlflow.source.type': 'NOTEBOOK' };
  const told = tagsOf({ ...row, tags, author: 'Ada <a@b.c>', argv: ['python', 'train.py'] });
  t.match(Object.fromEntries(told), tags);
});

t.test('parent and note are tags too', async t => {
  const told = tagsOf({ ...row, tags: {}, note: 'warm start', lineage: [{ relation: 'child-of', id }] });
  t.match(Object.fromEntries(told), { 'mlflow.parentRunId': id, 'mlflow.note.content': 'warm start' });
});
