import t from 'tap';
import { artifactFiles } from '../../src/reproduce/artifact-files.ts';
import { loadDetail } from '../../src/store/load.ts';
import { openedRepository, recordRun } from '../support/recorded-run.ts';

t.test('artifacts are found with their modes and bytes, one that is not there is told', async t => {
  const opened = await openedRepository(t);
  const { repository } = opened;
  const script = 'mkdir out; echo 1 > out/a; echo 2 > out/b; chmod +x out/b';
  const run = await recordRun(opened, ['sh', '-c', script], { outputs: ['out/*'] });
  const { artifacts } = await loadDetail(repository.objects, run);
  const files = await artifactFiles(repository, run.commit, artifacts);
  t.match(files, [
    { path: 'out/a', mode: '644' },
    { path: 'out/b', mode: '755' },
  ]);
  for await (const piece of files[1]?.content ?? []) t.equal(piece.toString(), '2\n');
  t.same(await artifactFiles(repository, run.commit, []), []);
  const missing = [{ path: 'gone', sha256: '', size: 1 }];
  await t.rejects(artifactFiles(repository, run.commit, missing), {
    name: 'CorruptRecordError',
    message: /'gone'/,
  });
});
