/** The program as it is published, on a machine with no git: PATH leads to a shell, coreutils and node alone. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { openRepository } from '../../../src/git/open.ts';
import { saveRun } from '../../../src/store/save.ts';
import { builtProgram } from '../../support/program.ts';
import { sampleRun } from '../../support/run-rows.ts';
import { AUTHOR } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';
import { gitIn, type TemporaryRepository, temporaryRepository } from '../../support/temporary-repository.ts';

const program = builtProgram(t);
const tools = join(program.directory, '../tools');
mkdirSync(tools);
for (const name of ['sh', 'cat', 'cp', 'true', 'env']) symlinkSync(`/bin/${name}`, join(tools, name));
symlinkSync(process.execPath, join(tools, 'node'));
const PATH = `${program.directory}:${tools}`;

async function run(on: TemporaryRepository, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await program.run(on, words, { env: { PATH } });
  if (code !== 0) throw new Error(`${words.join(' ')}: ${code}\n${stdout}${stderr}`);
  return stdout;
}

t.test(
  'a run is recorded, listed, shown, checked out and given back, and Git finds nothing wrong',
  async t => {
    const on = temporaryRepository(t, { files: { 'train.sh': 'echo one\n', 'lib/x': '1\n' } });
    for (let number = 0; number < 5; number++) on.git('commit', '-q', '--allow-empty', '-m', `${number}`);
    on.git('gc', '-q');
    on.write('train.sh', 'echo "accuracy=0.5"; cp lib/x model.bin\n');
    on.write('new.txt', 'untracked\n');
    await run(on, 'exec', '-o', 'model.bin', '-P', 'lr=0.1', '--', 'sh', 'train.sh');
    const { id } = JSON.parse(await run(on, 'log', '--json')).runs[0];
    t.match(await run(on, 'show', id), /lr +0\.1/);
    t.equal(await run(on, 'artifact', 'cat', `${id}:model.bin`), '1\n');
    const out = join(on.path, '../out');
    await run(on, 'checkout', id, '--code-only', '--path', out);
    t.equal(readFileSync(join(out, 'train.sh'), 'utf8'), readFileSync(join(on.path, 'train.sh'), 'utf8'));
    t.equal(gitIn(out, on.env, ['status', '--porcelain']), '');
    t.equal(on.git('show', `refs/runs/${id}^:new.txt`), 'untracked');
    await run(on, 'tag', id, 'good=yes');
    t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
    on.git('gc', '-q', '--prune=now');
    const shown = (await program.run(on, ['show', id])).stdout;
    t.equal(await run(on, 'show', id), shown, 'both engines read the same');
    on.git('add', '--all');
    on.git('commit', '-q', '-m', 'later');
    await run(on, 'checkout', id, '--in-place', '--code-only');
    t.equal(on.git('rev-parse', 'HEAD'), on.git('rev-parse', `refs/runs/${id}~2`));
    t.equal(on.git('status', '--porcelain'), '');
  },
);

t.test('one run has one commit id through both engines', async t => {
  const ids: string[] = [];
  for (const open of [openRepository, openEmbedded]) {
    const { path, env, git } = temporaryRepository(t, { files: { 'train.py': 'print(1)\n', 'd/e': '' } });
    const repository = await open(path, { ...env });
    const [commit = '', tree = ''] = git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
    const sample = sampleRun();
    const [large] = await repository.objects.store(['train.py']);
    const files = storedFiles({
      'artifacts/ü/b': 'b',
      'artifacts/c*': Buffer.alloc(3),
      'logs/000000.log': 'x',
    });
    const stored = storedFiles({ 'artifacts/large': 'print(1)\n' }).map(({ path, sha256, size }) => ({
      ...{ path, sha256, size, oid: large as string },
      mode: '755' as const,
    }));
    const run = { ...sample, source: { ...sample.source, commit, tree, head: commit } };
    const contents = { run, environment: { a: 1 }, inputs: [], files: [...files, ...stored] };
    ids.push((await saveRun(repository, contents, AUTHOR)).commit);
    t.equal(git('rev-parse', `refs/runs/${run.id}`), ids.at(-1));
    t.equal(git('for-each-ref', 'refs/run-live'), '');
    t.equal(git('fsck', '--strict', '--no-dangling'), '');
    await repository.close();
  }
  t.equal(ids[0], ids[1]);
});

t.test('where it must not work the program says why, and what to do', async t => {
  const on = temporaryRepository(t, { objectFormat: 'sha256', files: { a: '1' } });
  const { code, stderr } = await program.run(on, ['log'], { env: { PATH } });
  t.equal(code, 1);
  t.match(stderr, /^git-run: not possible without the git program: .*sha256\n {2}install git/);
});
