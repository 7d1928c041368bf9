import t from 'tap';
import { soundRegistered } from '../../../src/interop/mlflow-runs/sound-registered.ts';
import { mlflowRegistered, mlflowVersion } from '../../support/mlflow-registered.ts';

t.test('what can be as it is stays as it is', async t => {
  const given = mlflowRegistered({
    aliases: { best: 1 },
    versions: [mlflowVersion(1, { stage: 'Staging' })],
  });
  t.same(soundRegistered(given), { model: given, losses: [] });
});

t.test('aliases and stages that can be none here are named, and the rest is taken', async t => {
  const given = mlflowRegistered({
    aliases: { best: 1, latest: 1, 'a b': 1, v2: 1, lost: 7 },
    versions: [mlflowVersion(1, { stage: 'production' }), mlflowVersion(2, { stage: 'Odd' })],
  });
  const { model, losses } = soundRegistered(given);
  t.match(model, { aliases: { best: 1 }, versions: [{ stage: 'Production' }, { stage: 'None' }] });
  t.same(
    losses.map(({ path }) => path.replace('models/net/', '')),
    ['aliases/latest', 'aliases/a b', 'aliases/v2', 'aliases/lost', 'version-2'],
  );
  t.match(losses[3]?.why, /version 7, which is not there/);
});

t.test('a model that can be called so by nobody is left out', async t => {
  for (const name of ['', 'a\nb', 'x'.repeat(257)]) {
    const { model, losses } = soundRegistered(mlflowRegistered({ name }));
    t.equal(model, undefined);
    t.match(losses, [{ why: /^is left out: / }]);
  }
});
