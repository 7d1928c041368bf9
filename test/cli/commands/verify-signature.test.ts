import t from 'tap';
import { cli } from '../../support/cli.ts';
import { noSsh, signRuns } from '../../support/signing.ts';
import { storeBench } from '../../support/store-bench.ts';
import { gitIn } from '../../support/temporary-repository.ts';

const signed = async () => {
  const bench = await storeBench(t, {
    prepare: signRuns,
  });
  const run = bench.run({ name: 'otter' });
  return { ...bench, commit: await bench.save(run), ref: `refs/runs/${run.id}`, git: cli(bench.on) };
};

t.test('a run and its edits are signed, and that is verified', { skip: noSsh }, async t => {
  const { git } = await signed();
  t.match(await git('tag', '@', 'stage=dev'), { exitCode: 0 });
  const answer = await git('verify-signature', '@');
  t.match(answer, {
    exitCode: 0,
    stdout: /^otter \(\w{8}\): signed and trusted: ada@example\.com \(SHA256:\S+\)\n$/,
  });
  const shown = await git('show');
  t.match(
    shown.stdout,
    /signature +signed and trusted: ada@example\.com \(SHA256:\S+\)\n +with 1 edit, signed and trusted\n/,
  );
  t.match(JSON.parse((await git('verify-signature', '@', '--json')).stdout), {
    version: 1,
    runs: [
      {
        name: 'otter',
        state: 'trusted',
        trusted: true,
        edits: [{ subject: 'tag stage=dev', state: 'trusted' }],
      },
    ],
  });
});

t.test('an unsigned edit of a signed run is told, and fails', { skip: noSsh }, async t => {
  const { git, on } = await signed();
  on.git('config', 'run.sign', 'false');
  await git('note', '@', '-m', 'mine');
  const { exitCode, stdout } = await git('verify-signature', '@');
  t.equal(exitCode, 1);
  t.match(stdout, /^otter .*: signed and trusted.*\n {2}edit \w{10} \(note: mine\): not signed\n$/);
});

t.test('a run that was changed after it was signed is told loudly, everywhere', { skip: noSsh }, async t => {
  const { git, on, commit, ref } = await signed();
  const object = on.git('cat-file', 'commit', commit).replace('finished', 'failed');
  on.git('update-ref', ref, gitIn(on.path, on.env, ['hash-object', '-t', 'commit', '-w', '--stdin'], object));
  t.match(await git('verify-signature', '@'), { exitCode: 1, stdout: /BAD SIGNATURE/ });
  t.match((await git('show')).stdout, /^otter .*BAD SIGNATURE\n[\s\S]*\nsignature +BAD SIGNATURE: /);
  t.match((await git('log', '--columns', 'name,signature')).stdout, /otter +BAD\n/);
  t.match(JSON.parse((await git('show', '--json')).stdout).run, {
    signature: { state: 'bad', trusted: false },
  });
});

t.test('an unsigned run is no more than that, and its page says nothing of it', async t => {
  const bench = await storeBench(t);
  await bench.save(bench.run({ name: 'otter' }));
  const git = cli(bench.on);
  t.match(await git('verify-signature', '@'), { exitCode: 1, stdout: /^otter \(\w{8}\): not signed\n$/ });
  t.notMatch((await git('show')).stdout, /signature|signed/);
  t.match(await git('verify-signature'), { exitCode: 2 });
});

t.test('an edit that cannot be signed is refused, with what to do', async t => {
  const bench = await storeBench(t);
  const commit = await bench.save(bench.run({ name: 'otter' }));
  const { on } = bench;
  on.git('config', 'run.sign', 'true');
  on.git('config', 'gpg.program', '/nothing');
  const refused = await cli(on)('tag', '@', 'a=b');
  t.match(refused, { exitCode: 1, stderr: /^git-run: it could not be signed: .*\n[\s\S]*run\.sign=false/ });
  t.equal(on.git('for-each-ref', '--format=%(objectname)', 'refs/runs'), commit);
});
