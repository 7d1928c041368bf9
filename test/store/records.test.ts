import t from 'tap';
import type { Experiment } from '../../src/run/experiment.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { changeExperiment, createExperiment } from '../../src/store/experiments.ts';
import { changeRecord, createRecord, findRecord, listRecords, recordId } from '../../src/store/records.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const write = { repository, author: AUTHOR, now: NOW };
const create = (name: string) => createExperiment(write, { name });
const change = (id: string, how: (now: Experiment) => Experiment) => changeRecord(write, EXPERIMENT, id, how);
const tag = (key: string) => (now: Experiment) => ({ ...now, tags: { ...now.tags, [key]: '1' } });

t.test('changes that are made at once are all made, each upon the last', async t => {
  const { id } = await create('busy');
  await Promise.all(['a', 'b', 'c', 'd'].map(key => change(id, tag(key))));
  t.match(await findRecord(repository, EXPERIMENT, 'busy'), { tags: { a: '1', b: '1', c: '1', d: '1' } });
  t.equal(on.git('rev-list', '--count', `${EXPERIMENT.prefix}${id}`), '5');
});

t.test('a change is made of what is stored, and not of what somebody has read', async t => {
  const stale = await create('stale');
  await change(stale.id, tag('new'));
  t.match(await changeExperiment(write, stale, { description: 'd' }), {
    description: 'd',
    tags: { new: '1' },
  });
});

t.test('a change that is refused changes nothing', async t => {
  const { id } = await create('calm');
  const refused = new Error('no');
  const refuse = () => {
    throw refused;
  };
  await t.rejects(change(id, refuse), refused);
  await t.rejects(
    change(recordId('nobody'), tag('a')),
    { code: 'corrupt-record' },
    'nor is there one of that id',
  );
  t.equal(on.git('rev-list', '--count', `${EXPERIMENT.prefix}${id}`), '1');
});

t.test('what would be too large to be read is not written', async t => {
  const { id } = await create('large');
  const description = 'x'.repeat(EXPERIMENT.most);
  await t.rejects(
    change(id, now => ({ ...now, description })),
    { code: 'record-full' },
  );
  t.equal((await findRecord(repository, EXPERIMENT, 'large'))?.description, '');
});

t.test('of several of one name the one that was created under it answers', async t => {
  const first = await create('first');
  const second = await create('second');
  // As it comes about in two clones.
  const renamed = { ...first, name: 'second' };
  await repository.objects.commit([
    {
      ...{
        ref: `${EXPERIMENT.prefix}${first.id}`,
        parent: on.git('rev-parse', `${EXPERIMENT.prefix}${first.id}`),
      },
      changes: [{ path: EXPERIMENT.file, mode: '100644', content: EXPERIMENT.encode(renamed) }],
      ...{ author: AUTHOR, time: 1, message: 'x\n' },
    },
  ]);
  t.equal((await findRecord(repository, EXPERIMENT, 'second'))?.id, second.id);
  const both = (await listRecords(repository, EXPERIMENT)).filter(({ name }) => name === 'second');
  t.same(
    both.map(({ id }) => id),
    [first.id, second.id].sort(),
  );
  await t.rejects(
    createRecord(write, EXPERIMENT, 'second', () => first),
    { code: 'experiment-exists' },
  );
});
