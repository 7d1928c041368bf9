import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import {
  checkedName,
  experimentWrite,
  findExperiment,
  findOwnExperiment,
} from '../../src/cli/find-experiment.ts';
import { ExperimentNotFoundError, UsageError } from '../../src/run/errors.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const { id } = await createExperiment(await experimentWrite(context), { name: 'digits' });

t.test('an experiment is found by its name and by its id', async t => {
  t.match(await findExperiment(context, 'digits'), { id });
  t.match(await findOwnExperiment(context, id), { name: 'digits' });
});

t.test('one that is not there is named, with what is near', async t => {
  const error = await findExperiment(context, 'digit').catch((error: Error) => error);
  t.match(error, { code: 'experiment-not-found', data: { nearest: ['digits'] } });
  await t.rejects(findExperiment(context, 'digits', { removed: true }), ExperimentNotFoundError);
});

t.test('a name is checked before anything is written', async t => {
  t.equal(checkedName('digits'), 'digits');
  t.throws(() => checkedName(undefined), UsageError);
  t.throws(() => checkedName('a:b'), UsageError);
});
