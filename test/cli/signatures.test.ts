import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { asksSignatures, signaturesOf, withSignatures } from '../../src/cli/signatures.ts';
import { runState } from '../../src/run/signature.ts';
import { cli, worldOf } from '../support/cli.ts';
import { idAt, liveRow, NOW, sampleRow } from '../support/run-rows.ts';
import { noSsh, signWithSsh, trust } from '../support/signing.ts';
import { storeBench } from '../support/store-bench.ts';

/** Three runs: one before anything was signed, one signed by a key that is trusted, one by another. */
async function bench() {
  const made = await storeBench(t);
  const { on } = made;
  const id = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);
  await made.save(made.run({ id: id(0), name: 'plain' }));
  on.git('config', 'run.sign', 'true');
  // The configuration is read as a repository is opened.
  const later = async (name: string, n: number) => {
    const { openRepository } = await import('../../src/git/open.ts');
    const { saveRun } = await import('../../src/store/save.ts');
    const repository = await openRepository(on.path, on.env);
    const contents = { run: made.run({ id: id(n), name }), environment: {}, inputs: [], files: [] };
    await saveRun(repository, contents, { name: 'Ada', email: 'ada@example.com' });
    await repository.close();
  };
  trust(on, signWithSsh(on));
  await later('mine', 1);
  signWithSsh(on, 'eve@example.com');
  await later('hers', 2);
  return made;
}

t.test('it is known where signatures are asked for', async t => {
  t.ok(
    asksSignatures([
      { kind: 'tag', name: 'x' },
      { kind: 'attribute', name: 'signature' },
    ]),
  );
  t.notOk(asksSignatures([{ kind: 'tag', name: 'signature' }]));
});

t.test('lists have signatures where somebody asks, and choose by them', { skip: noSsh }, async t => {
  const { on } = await bench();
  const run = cli(on);
  const list = async (...words: string[]) => (await run('log', ...words)).stdout.replaceAll('\r', '');
  t.equal(
    await list('--columns', 'name,signature', '--csv'),
    'name,signature\nhers,untrusted\nmine,trusted\nplain,unsigned\n',
  );
  t.match(await list('--columns', 'name,signature'), /hers +unknown key\nmine +trusted\nplain +unsigned\n/);
  t.equal(await list('--format', '%(name) %(signature)', '-n', '1'), 'hers untrusted\n');
  t.equal(await list('--filter', 'signature != trusted', '--format', '%(name)'), 'hers\nplain\n');
  t.equal(await list('--filter', 'signature = trusted', '-n', '1', '--format', '%(name)'), 'mine\n');
  t.equal(await list('--sort', 'signature asc', '--format', '%(name)'), 'mine\nplain\nhers\n');
  t.match(
    await list('--group-by', 'signature', '--csv'),
    /^signature,.*\ntrusted,1\nunsigned,1\nuntrusted,1\n$/,
  );
  const json = JSON.parse(await list('--columns', 'signature', '--json'));
  t.match(json.runs[1], { name: 'mine', signature: { state: 'trusted', signer: 'ada@example.com' } });
  t.notMatch(await list('--json'), 'signature', 'nobody has asked');
});

t.test('a run in progress has none, and none are judged in a remote', async t => {
  const { on } = await storeBench(t);
  const context = createContext(worldOf(on).world);
  t.teardown(() => context.close());
  const live = liveRow();
  t.same(await withSignatures(context, [live]), [live]);
  t.equal((await signaturesOf(context, [])).size, 0);
  const there = context.at(on.path);
  await t.rejects(withSignatures(there, [sampleRow()]), { code: 'usage' });
});

t.test('several are judged by their commits', { skip: noSsh }, async t => {
  const { on, repository } = await bench();
  const context = createContext(worldOf(on).world);
  t.teardown(() => context.close());
  const tips = await repository.refs.list(['refs/runs/*']);
  const judged = await signaturesOf(
    context,
    tips.map(({ oid }) => oid),
  );
  t.same([...judged.values()].map(runState), ['unsigned', 'trusted', 'untrusted']);
});
