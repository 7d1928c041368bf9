import t from 'tap';
import { FACTS_FILE, type Fact, printFact } from '../../../src/interop/mlflow/facts.ts';
import { storedFacts } from '../../../src/interop/mlflow/stored-facts.ts';
import { attemptPath } from '../../../src/run/attempt.ts';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { editRun } from '../../../src/store/edit.ts';
import { loadTip } from '../../../src/store/list.ts';
import { loadDetail } from '../../../src/store/load.ts';
import { entryOf } from '../../../src/store/save.ts';
import { findTip } from '../../../src/store/tips.ts';
import { attemptOf } from '../../support/attempts.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const { repository, save, run: newRun } = await storeBench(t);
const linesOf = (...facts: Fact[]) => Buffer.from(facts.map(printFact).join(''));

t.test('facts are those that were recorded, and then those of each attempt', async t => {
  const run = newRun();
  const recorded = linesOf(
    { kind: 'model output', model: 'm', step: 1 },
    { kind: 'model input', model: 'i1' },
  );
  await save(run, { files: storedFiles({ [`artifacts/${FACTS_FILE}`]: recorded.toString() }) });
  for (const step of [2, 3]) {
    const content = linesOf(
      { kind: 'model output', model: 'm', step },
      { kind: 'model input', model: `i${step}` },
    );
    const { attempt } = attemptOf({});
    const path = `artifacts/${FACTS_FILE}`;
    const edits = [{ kind: 'continue', ...attempt, files: { [path]: entryOf(content) } } as const];
    const files = [{ path: attemptPath(attempt.attempt, path), content, ...entryOf(content) }];
    await editRun({ repository, id: run.id, edits, attempts: files, author: AUTHOR, now: NOW });
  }
  const loaded = await loadTip(repository, (await findTip(repository, run.id)) as RunTip);
  const { artifacts } = await loadDetail(repository.objects, loaded);
  const facts = await storedFacts(repository, loaded, artifacts);
  t.same([...facts.modelInputs], ['i1', 'i2', 'i3']);
  t.equal(facts.modelOutputs.get('m'), 3);
  t.same([...(await storedFacts(repository, loaded, [])).modelInputs], ['i2', 'i3']);
});
