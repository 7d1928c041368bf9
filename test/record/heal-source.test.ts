import t from 'tap';
import type { RunTip } from '../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { findTip } from '../../src/store/tips.ts';
import { recordingBench } from '../support/recording.ts';

/** Takes a file's blob away, as `git gc --prune=now` can. */
const PRUNE =
  'o=$(git hash-object new.py); rm -f .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-); ';

t.test('what is taken away while the job runs is stored again from the work tree', async t => {
  const { on, sh, repository } = await recordingBench(t, { files: { a: '1' } });
  on.write('new.py', 'print(1)\n');
  const run = await sh(PRUNE);
  t.same(run.problems, []);
  const tip = (await findTip(repository, run.id)) as RunTip;
  t.match(await checkRun(openCheck(repository), tip), { state: 'whole' });
});

t.test('where the work tree has it no more the run says so', async t => {
  const { on, sh } = await recordingBench(t, { files: { a: '1' } });
  on.write('new.py', 'print(1)\n');
  const run = await sh(`${PRUNE} echo changed > new.py`);
  t.match(
    run.problems.filter(({ code }) => code === 'source-lost'),
    [{ message: /^new\.py was taken from the repository/ }],
  );
});
