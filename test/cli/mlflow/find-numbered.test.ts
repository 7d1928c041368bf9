import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { experimentWrite } from '../../../src/cli/find-experiment.ts';
import { allNumbered, findNumbered } from '../../../src/cli/mlflow/find-numbered.ts';
import { changeExperiment, createExperiment } from '../../../src/store/experiments.ts';
import { worldOf } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const write = await experimentWrite(context);
const digits = await createExperiment(write, { name: 'digits' });
const gone = await createExperiment(write, { name: 'gone' });
await changeExperiment(write, gone, { removed: true });

t.test('0 is the default experiment, which is there before its first run', async t => {
  t.match(await findNumbered(context, '0'), { name: 'default' });
  t.same(
    (await allNumbered(context)).map(({ name }) => name),
    ['default', 'digits', 'gone'],
  );
});

t.test('others are found by their ids, in the trash too, and by their names', async t => {
  t.match(await findNumbered(context, digits.id), { name: 'digits' });
  t.match(await findNumbered(context, gone.id), { name: 'gone' });
  t.match(await findNumbered(context, 'digits'), { id: digits.id });
  const error = await findNumbered(context, 'digit').catch((error: Error) => error);
  t.match(error, { code: 'experiment-not-found', data: { nearest: ['digits'] } });
});
