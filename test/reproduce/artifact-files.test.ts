import t from 'tap';
import { artifactFiles, recordedBytes, refuseOtherSize } from '../../src/reproduce/artifact-files.ts';
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

t.test('an artifact of more bytes, or others, than were recorded is told before it is written', async t => {
  const artifact = { path: 'model', sha256: '', size: 4 };
  t.doesNotThrow(() => refuseOtherSize(artifact, 4));
  t.throws(() => refuseOtherSize(artifact, 5), /'model' is damaged: it has 5 bytes, and 4 were recorded/);
  const sent = async function* () {
    for (const piece of ['12', '34', '56']) yield Buffer.from(piece);
  };
  const seen: string[] = [];
  await t.rejects(async () => {
    for await (const piece of recordedBytes(artifact, sent())) seen.push(piece.toString());
  }, /it has 6 bytes, and 4 were recorded/);
  t.same(seen, ['12', '34']);
});
