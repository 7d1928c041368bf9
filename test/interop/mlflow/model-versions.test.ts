import t from 'tap';
import { aliasedVersion, latestOfStage, latestVersions } from '../../../src/interop/mlflow/model-versions.ts';
import { sampleModel, sampleVersion } from '../../support/registered-models.ts';

const versions = [
  sampleVersion(1, { stage: 'Production' }),
  sampleVersion(2),
  sampleVersion(3, { stage: 'Production' }),
  sampleVersion(4),
  sampleVersion(5, { removed: true, stage: 'Staging' }),
];
const [one, , , , gone] = versions as [(typeof versions)[0], never, never, never, (typeof versions)[0]];
const model = sampleModel({ versions, aliases: { best: one.id, gone: gone.id } });

t.test('of each stage the version of the greatest number is the latest, a removed one never', async t => {
  t.same(
    latestVersions(model).map(({ number }) => number),
    [3, 4],
  );
  t.equal(latestOfStage(model, 'production').number, 3);
  t.equal(latestOfStage(model, 'latest').number, 4);
  t.throws(() => latestOfStage(model, 'Staging'), { message: /no version of stage 'Staging'/ });
});

t.test('an alias points to a version that is there', async t => {
  t.equal(aliasedVersion(model, 'best').number, 1);
  t.equal(aliasedVersion(model, 'Latest').number, 4);
  for (const none of ['gone', 'nobody', 'constructor'])
    t.throws(() => aliasedVersion(model, none), { message: `Registered model alias ${none} not found.` });
});
