import t from 'tap';
import { modelId, parseModelId, runOfModel } from '../../../src/interop/mlflow/model-id.ts';
import { newRunId } from '../../../src/store/new-id.ts';

t.test('a model’s id tells its run, and which of its models it is', async t => {
  const run = newRunId(1_800_000_000_000);
  const ids = [0, 1, 36 ** 6 - 1].map(number => modelId(run, number));
  t.equal(new Set(ids).size, 3);
  for (const id of ids) {
    t.match(id, /^m-[0-9a-z]{32}$/);
    t.equal(parseModelId(id), id);
    t.equal(runOfModel(id), run);
  }
});

t.test('what is no such id is none', async t => {
  for (const text of [
    '',
    'm-',
    `m-${'0'.repeat(31)}`,
    `m-${'u'.repeat(32)}`,
    '../x',
    `m-${'0'.repeat(26)}/../..`,
  ])
    t.equal(parseModelId(text), undefined, text);
});
