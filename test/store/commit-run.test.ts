import { join } from 'node:path';
import t from 'tap';
import { commitRun } from '../../src/store/commit-run.ts';
import { runMessage } from '../../src/store/encode.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

t.test('a run that cannot be signed is there all the same, and says why it is not signed', async t => {
  const { repository, on, run } = await storeBench(t, {
    prepare: ({ git, home }) => {
      git('config', 'run.sign', 'true');
      git('config', 'gpg.program', join(home, 'nothing'));
    },
  });
  const one = run();
  const made = await commitRun(repository, one, {
    ref: 'refs/runs/x',
    changes: [{ path: 'a', mode: '100644', content: '1' }],
    author: AUTHOR,
    time: 1,
  });
  t.match(made, { commit: on.git('rev-parse', 'refs/runs/x'), unsigned: /nothing|gpg/ });
  const message = on.git('log', '-1', '--format=%B', made.commit);
  t.equal(message.trim(), runMessage(one, made.unsigned).trim());
  t.match(message, /^Unsigned: \S/m);
  t.equal(
    on.git('log', '-1', '--format=%(trailers:key=Unsigned,valueonly)', made.commit).trim(),
    made.unsigned,
  );
  // Nothing that was made for the attempt holds what the run holds.
  const lost = on.git('fsck', '--unreachable', '--no-reflogs').split('\n');
  t.notOk(lost.some(line => line.includes(on.git('rev-parse', 'refs/runs/x^{tree}'))));
  t.equal(lost.filter(line => line.startsWith('unreachable blob')).length, 0);
});
