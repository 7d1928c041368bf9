import t from 'tap';
import { printExperimentJson, printExperimentTable } from '../../../src/interop/mlflow/experiment-print.ts';

const experiment = {
  ...{ experiment_id: '0', name: 'default', artifact_location: 'mlflow-artifacts:/0' },
  ...({ lifecycle_stage: 'active', creation_time: 1, last_update_time: 2 } as const),
  tags: [
    { key: 'team', value: 'a' },
    { key: '__proto__', value: 'b' },
  ],
} as const;

t.test('an experiment is a line a field', async t => {
  t.equal(
    printExperimentTable(experiment),
    `Experiment ID      : 0
Name               : default
Artifact Location  : mlflow-artifacts:/0
Lifecycle Stage    : active
Creation Time      : 1
Last Update Time   : 2
Tags               : team=a, __proto__=b`,
  );
});

t.test('for a program it is JSON, its tags a map', async t => {
  const printed = JSON.parse(printExperimentJson(experiment));
  t.match(printed, { experiment_id: '0', name: 'default', lifecycle_stage: 'active', creation_time: 1 });
  t.same(Object.entries(printed.tags), [
    ['team', 'a'],
    ['__proto__', 'b'],
  ]);
});
