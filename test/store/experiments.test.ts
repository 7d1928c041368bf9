import t from 'tap';
import { ExperimentExistsError } from '../../src/run/errors.ts';
import type { Experiment } from '../../src/run/experiment.ts';
import { experimentRef } from '../../src/run/run-ref.ts';
import {
  changeExperiment,
  createExperiment,
  experimentId,
  findExperiment,
  listExperiments,
} from '../../src/store/experiments.ts';
import { blob, rawTree } from '../support/damage.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const write = { repository, author: AUTHOR, now: NOW };
const create = (name: string) => createExperiment(write, { name });
const names = async () => (await listExperiments(repository)).map(({ name }) => name);

t.test('two clones that create one name create one experiment', async t => {
  t.equal(experimentId('default'), experimentId('default'));
  t.match(experimentId('default'), /^[a-z2-7]{26}$/);
  // RFC 4648 base32 of the digest, in lower case.
  t.equal(experimentId('default'), 'g6uo5qoodfuh2ezp4kifdxfgfh', 'as it was in the first version');
});

t.test('an experiment is created with all that was said of it', async t => {
  const created = await createExperiment(write, {
    name: 'digits',
    description: 'd',
    tags: { a: '1', __proto__x: '2' },
  });
  t.same(await findExperiment(repository, 'digits'), created);
  t.match(created, { id: experimentId('digits'), created: new Date(NOW).toISOString(), removed: false });
  t.equal(on.git('log', '-1', '--format=%s', experimentRef(created.id)), 'create experiment digits');
});

t.test('two live experiments of one name are refused', async t => {
  await t.rejects(create('digits'), new ExperimentExistsError('digits'));
  const other = await create('other');
  await t.rejects(changeExperiment(write, other, { name: 'digits' }), ExperimentExistsError);
});

t.test('of two that create it at once, one is told', async t => {
  // Two of one millisecond would be one and the same commit, and both have created it.
  const later = createExperiment({ ...write, now: NOW + 1 }, { name: 'race' });
  const results = await Promise.allSettled([create('race'), later]);
  t.same(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    results.find(({ status }) => status === 'rejected'),
    { reason: { code: 'experiment-exists' } },
  );
});

t.test('a renamed experiment keeps its id, and its first name is free', async t => {
  const first = await create('before');
  const renamed = await changeExperiment(write, first, { name: 'after' });
  t.equal(renamed.id, first.id);
  t.equal(await findExperiment(repository, 'before'), undefined);
  const second = await create('before');
  t.not(second.id, first.id);
  const third = await changeExperiment(write, second, { name: 'again' });
  t.not((await create('before')).id, third.id);
});

t.test('the name of a removed one is free; it comes back only where its name still is', async t => {
  const first = (await findExperiment(repository, 'after')) as Experiment;
  const removed = await changeExperiment(write, first, { removed: true });
  t.equal(await findExperiment(repository, 'after'), undefined);
  t.ok((await names()).includes('after'), 'it is listed still');
  const second = await create('after');
  await t.rejects(changeExperiment(write, removed, { removed: false }), ExperimentExistsError);
  await changeExperiment(write, second, { removed: true });
  t.match(await changeExperiment(write, removed, { removed: false }), { id: first.id, removed: false });
});

t.test('they are listed by name, with the fields of a later writer', async t => {
  const { id } = (await findExperiment(repository, 'digits')) as Experiment;
  const record = JSON.parse(on.git('show', `${experimentRef(id)}:experiment.json`));
  await repository.objects.commit([
    {
      ref: experimentRef(id),
      parent: on.git('rev-parse', experimentRef(id)),
      changes: [
        { path: 'experiment.json', mode: '100644', content: JSON.stringify({ ...record, colour: 'red' }) },
      ],
      author: AUTHOR,
      time: 1,
      message: 'x\n',
    },
  ]);
  const digits = (await findExperiment(repository, 'digits')) as Experiment;
  await changeExperiment(write, digits, { description: 'changed' });
  t.match(await findExperiment(repository, 'digits'), { description: 'changed', unknown: { colour: 'red' } });
  t.same(await names(), [...(await names())].sort());
});

t.test('names of any kind forge nothing in the log', async t => {
  const { id } = await create('a\nb: c');
  t.equal(on.git('log', '-1', '--format=%B', experimentRef(id)).trim(), 'create experiment a b: c');
  t.equal((await findExperiment(repository, 'a\nb: c'))?.id, id);
});

t.test('one that cannot be read, or is another one, hides nobody and stops nobody', async t => {
  const { repository, on } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: NOW };
  const sound = await createExperiment(write, { name: 'sound' });
  const record = on.git('show', `${experimentRef(sound.id)}:experiment.json`);
  for (const [name, content] of [
    ['broken', '{'],
    ['newer', record.replace('"version": 1', '"version": 2')],
    ['liar', record],
    ['huge', `"${'x'.repeat(2 ** 21)}"`],
  ] as const) {
    const tree = rawTree(on, [['100644', 'experiment.json', blob(on, content)]]);
    on.git('update-ref', experimentRef(experimentId(name)), on.git('commit-tree', tree, '-m', 'x'));
  }
  on.git('update-ref', experimentRef(experimentId('blob')), blob(on, 'no commit'));
  t.same(await listExperiments(repository), [sound]);
  await t.rejects(findExperiment(repository, 'newer'), { code: 'newer-format' }, 'it may well be the one');
  for (const name of ['broken', 'liar', 'huge', 'blob']) {
    t.equal(await findExperiment(repository, name), undefined);
    const made = await createExperiment(write, { name });
    t.not(made.id, experimentId(name));
    t.same(await findExperiment(repository, name), made);
  }
});
