/** The program as it is published reads a remote as it reads a clone: without one, without a git program, and outside of any repository. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { editRun } from '../../../src/store/edit.ts';
import { gitServer } from '../../support/git-server.ts';
import { builtProgram } from '../../support/program.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';
import { gitIn, type TemporaryRepository, temporaryDirectory } from '../../support/temporary-repository.ts';

const program = builtProgram(t);
const tools = join(program.directory, '../tools');
mkdirSync(tools);
for (const name of ['sh', 'env']) symlinkSync(`/bin/${name}`, join(tools, name));
symlinkSync(process.execPath, join(tools, 'node'));
const WITHOUT_GIT = { PATH: `${program.directory}:${tools}` };

const bench = await storeBench(t);
const EVIL = 'x\x1b]0;title\x07\n';
for (const [at, name] of ['one', 'two', 'evil'].entries()) {
  const run = bench.run({
    name,
    params: { note: { value: name === 'evil' ? EVIL : at, origin: { kind: 'option' } } },
  });
  const files = {
    'artifacts/model.pt': Buffer.alloc(2_000_000, name),
    'artifacts/plots/loss.svg': '<svg/>',
    'logs/000000.log': `epoch ${at} ${EVIL}`,
  };
  await bench.save(run, { files: storedFiles(files) });
  if (at === 1)
    await editRun({
      ...bench,
      id: run.id,
      edits: [{ kind: 'note', text: 'good' }],
      author: AUTHOR,
      now: NOW,
    });
}
const outside = temporaryDirectory(t);
const clone = join(outside, 'clone');
gitIn('/', bench.on.env, ['clone', '-q', bench.on.path, clone]);
gitIn(clone, bench.on.env, ['fetch', '-q', 'origin', 'refs/runs/*:refs/runs/*']);
const server = await gitServer(t, dirname(bench.on.path), bench.on.env);
const remote = `${server.url}/repository/.git`;

async function run(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await program.run(bench.on as TemporaryRepository, words, { cwd, env });
  if (code !== 0) throw new Error(`${words.join(' ')}: ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** An answer without what only a clone can judge: signatures. */
function unjudged(answer: string): string {
  return answer.replace(/^ {4}"signature": \{\n.*?^ {4}\},\n/ms, '');
}

for (const [name, config] of Object.entries({ 'whole runs': 'false', 'what is asked for': 'true' })) {
  t.test(
    `what is printed of a remote that sends ${name} is what is printed of a clone, byte for byte`,
    async t => {
      bench.on.git('config', 'uploadpack.allowFilter', config);
      const questions = [
        ['log', '--json'],
        ['log', '-n', '2', '--csv'],
        ['log', '--sort', 'params.note', '--json'],
        ['show', '--json'],
        ['show', 'two', '--json'],
        ['show', 'one', '--log'],
        ['show', '@~1'],
        ['artifact', 'list', 'one', '--json'],
        ['artifact', 'cat', 'one:model.pt'],
      ];
      for (const words of questions) {
        const there = await run(outside, [...words, '--remote', remote], WITHOUT_GIT);
        const here = await run(clone, words);
        t.equal(there, words.includes('--json') ? unjudged(here) : here, words.join(' '));
      }
      const [here, there] = [join(outside, `${config}-here`), join(outside, `${config}-there`)];
      await run(clone, ['artifact', 'get', 'two', '--to', here]);
      await run(outside, ['artifact', 'get', 'two', '--to', there, '--remote', remote], WITHOUT_GIT);
      for (const path of ['model.pt', 'plots/loss.svg'])
        t.ok(readFileSync(join(here, path)).equals(readFileSync(join(there, path))), path);
    },
  );
}

t.test("a remote's name is enough in a repository that knows it", async t => {
  gitIn(clone, bench.on.env, ['remote', 'add', 'team', remote]);
  t.equal(await run(clone, ['log', '--json', '--remote', 'team']), await run(clone, ['log', '--json']));
  t.equal(
    await run(clone, ['log', '--json', '--remote', 'team'], { ...WITHOUT_GIT, GIT_RUN_ENGINE: '' }),
    await run(clone, ['log', '--json']),
  );
});

t.test('a short list asks for the runs it shows, and for no more', async t => {
  const before = server.log.length;
  await run(outside, ['log', '-n', '2', '--remote', remote], WITHOUT_GIT);
  t.equal(server.log.length - before, 5, 'what it is, its refs, commits with trees, records, an edit');
});

t.test('nothing of the directory is touched, and nothing is left', async t => {
  const [empty, temporary] = [temporaryDirectory(t), temporaryDirectory(t)];
  await run(empty, ['artifact', 'cat', '@:model.pt', '--remote', remote], {
    ...WITHOUT_GIT,
    TMPDIR: temporary,
  });
  t.same([readdirSync(empty), readdirSync(temporary)], [[], []]);
});
