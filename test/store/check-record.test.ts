import t from 'tap';
import { checkRecords } from '../../src/store/check-record.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { blob, loosen, rawTree, swapBlob } from '../support/damage.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

t.test('experiments whose record is damaged, missing or of another are told', async t => {
  const { repository, on } = await storeBench(t);
  const create = (name: string) => createExperiment({ repository, author: AUTHOR, now: NOW }, { name });
  await create('good');
  await create('bad');
  t.same(await checkRecords(repository, EXPERIMENT), []);
  loosen(on);
  // Its process has the packs open still.
  await repository.close();
  const refs = on.git('for-each-ref', '--format=%(refname)', 'refs/runs/experiments').split('\n');
  const bad = refs.find(ref => on.git('cat-file', 'blob', `${ref}:experiment.json`).includes('"bad"')) ?? '';
  const good = refs.find(ref => ref !== bad) ?? '';
  on.git('update-ref', 'refs/runs/experiments/copied', good);
  const commit = on.git(
    'commit-tree',
    rawTree(on, [['100644', 'experiment.json', blob(on, '{')]]),
    '-m',
    'x',
  );
  on.git('update-ref', 'refs/runs/experiments/torn', commit);
  on.git('update-ref', 'refs/runs/experiments/zero', 'HEAD');
  const record = on.git('cat-file', 'blob', `${bad}:experiment.json`);
  swapBlob(on, on.git('rev-parse', `${bad}:experiment.json`), `${record.replace('"bad"', '"dab"')}\n`);
  const found = new Map(
    (await checkRecords(repository, EXPERIMENT)).map(({ ref, message }) => [ref, message]),
  );
  t.equal(found.get(bad), 'its record has other bytes than its id says');
  t.match(found.get('refs/runs/experiments/copied'), /^it says that it is /);
  t.match(found.get('refs/runs/experiments/torn'), /not JSON/);
  t.equal(found.get('refs/runs/experiments/zero'), 'its record is missing or cannot be read');
  t.equal(found.size, 4);
});
