import t from 'tap';
import { warnOfTraps } from '../../src/cli/warn-of-traps.ts';
import { openRepository } from '../../src/git/open.ts';
import { recordingBench } from '../support/recording.ts';

t.test('a remote that would delete or publish runs is told once, and only where it would', async t => {
  const bench = await recordingBench(t);
  await bench.sh('true');
  const said = async () => {
    const lines: string[] = [];
    const repository = await openRepository(bench.on.path, { ...bench.on.env });
    await warnOfTraps({ say: line => void lines.push(line) }, repository);
    await repository.close();
    return lines;
  };
  bench.on.git('config', 'remote.o.fetch', '+refs/heads/*:refs/remotes/o/*');
  bench.on.git('config', 'fetch.prune', 'true');
  t.same(await said(), []);
  bench.on.git('config', '--add', 'remote.o.fetch', '+refs/*:refs/*');
  t.same(await said(), [
    'git-run: remote o: git fetch from it deletes runs that were not pushed: git run doctor says what to type',
  ]);
  t.same(await said(), []);
});
