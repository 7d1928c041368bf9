import t from 'tap';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { mergeRecord } from '../../src/store/merge-record.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

t.test('two who join the same make the same commit', async t => {
  const { repository, on } = await storeBench(t);
  const { id } = await createExperiment({ repository, author: AUTHOR, now: NOW }, { name: 'digits' });
  const ref = `refs/runs/experiments/${id}`;
  const [tree = '', tip = ''] = on.git('rev-parse', `${ref}^{tree}`, ref).split('\n');
  const tips = ['ours', 'theirs'].map(message => on.git('commit-tree', tree, '-p', tip, '-m', message)) as [
    string,
    string,
  ];
  const one = await mergeRecord(repository, EXPERIMENT, ref, tips);
  t.same(await mergeRecord(repository, EXPERIMENT, ref, [tips[1], tips[0]]), one);
  t.match(one, { ref, parent: [...tips].sort()[0] });
});
