import t from 'tap';
import type { ModelVersionId } from '../../src/run/registered-model.ts';
import { adoptRecords } from '../../src/share/adopt-records.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { changeExperiment, listExperiments } from '../../src/store/experiments.ts';
import { MODEL } from '../../src/store/model-kind.ts';
import { changeRecord, listRecords } from '../../src/store/records.ts';
import { type Clone, team } from '../support/clones.ts';
import { addVersion, createModel, sampleModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('experiments are new, move forwards, or are joined; what is none is refused', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.experiment('digits');
  const bring = async (from: Clone, to: Clone) => {
    to.git('fetch', '-q', from.path, '+refs/runs/experiments/*:refs/run-incoming/x/*');
    const lines = to
      .git('for-each-ref', '--format=%(objectname) %(refname)', 'refs/run-incoming')
      .split('\n');
    const incoming = lines.map(line => {
      const [commit = '', held = ''] = line.split(' ');
      return { name: held.replace('refs/run-incoming/x/', 'refs/runs/experiments/'), commit, held };
    });
    return adoptRecords(to.repository, EXPERIMENT, incoming);
  };
  const change = async (clone: Clone, changes: object, now: number) => {
    const [experiment] = await listExperiments(clone.repository);
    await changeExperiment(
      { repository: clone.repository, author: AUTHOR, now },
      experiment as never,
      changes,
    );
  };
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(await bring(here, other), { changed: 0, refused: [] });
  await change(here, { description: 'handwritten' }, NOW + 1000);
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(other.refs(), here.refs());
  await change(here, { tags: { a: '1' } }, NOW + 2000);
  await change(other, { description: 'digits 0 to 9', tags: { b: '2' } }, NOW + 3000);
  t.same(await bring(other, here), { changed: 1, refused: [] });
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(other.refs(), here.refs());
  t.match(await listExperiments(here.repository), [
    { description: 'digits 0 to 9', tags: { a: '1', b: '2' } },
  ]);
  const name = 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa';
  const bad = { name, commit: here.git('rev-parse', 'HEAD'), held: 'refs/heads/main' };
  t.match(await adoptRecords(here.repository, EXPERIMENT, [bad]), { changed: 0, refused: [{ ref: name }] });
});

t.test(
  'versions that two clones made under one number are both there, in both, the older under that number',
  async t => {
    const { clones } = await team(t, 2);
    const [here, other] = clones as [Clone, Clone];
    const write = (clone: Clone, now: number) => ({ repository: clone.repository, author: AUTHOR, now });
    const model = await createModel(write(here, NOW), 'iris');
    await addVersion(write(here, NOW + 1), model, { source: 'first' });
    await here.push();
    t.match(await other.fetch(), { models: 1, refused: [] });
    const late = await addVersion(write(here, NOW + 9000), model, { source: 'late' });
    const best = late.versions.at(-1)?.id as ModelVersionId;
    await changeRecord(write(here, NOW + 9001), MODEL, model.id, now => ({ ...now, aliases: { best } }));
    await addVersion(write(other, NOW + 5000), model, { source: 'early' });
    t.match(await here.push(), { models: 1 });
    t.match(await other.push(), { models: 0, refused: [{ remedy: /git run fetch/ }] });
    t.match(await other.fetch(), { models: 1, refused: [] });
    t.match(await other.push(), { models: 1, refused: [] });
    await here.fetch();
    t.same(here.refs(), other.refs());
    for (const { repository } of [here, other]) {
      const [{ versions, aliases } = sampleModel()] = await listRecords(repository, MODEL);
      t.same(
        versions.map(({ number, source }) => `${number} ${source}`),
        ['1 first', '2 early', '3 late'],
      );
      t.same(aliases, { best });
    }
    t.match(await other.fetch(), { models: 0 });
  },
);
