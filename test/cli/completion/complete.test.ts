import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { commands } from '../../../src/cli/commands.ts';
import { cli } from '../../support/cli.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';
import { hermeticEnvironment, snapshotOf, temporaryDirectory } from '../../support/temporary-repository.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
let later = 0;
const save = (name: string) => bench.save(bench.run({ name, id: sampleId(NOW - 60_000 + later++) }));
for (const name of ['swift-otter', 'our run']) await save(name);

/** What bash is answered to a line. */
async function bash(line: string, on = run): Promise<string[]> {
  const { exitCode, stdout, stderr } = await on('--complete', 'bash', ' "\'@><=;|&(:', line);
  t.same({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

t.test('git-run and git run are the same, with all that Git is told before', async t => {
  for (const line of [
    'git-run show swi',
    './bin/git-run.js show swi',
    'git run show swi',
    'git -C there --no-pager run show swi',
    'git -c a=b --git-dir=x run show swi',
    'FOO=1 git run show swi',
    'g run show swi',
    'gr show swi',
  ])
    t.same(await bash(line), ['', 'swift-otter '], line);
});

t.test('all commands are there, with their aliases and what they do', async t => {
  const offered = (await bash('git run ')).map(line => line.trim());
  for (const { name, aliases = [] } of commands)
    for (const one of [name, ...aliases]) t.ok(offered.includes(one), one);
  t.match((await run('--complete', 'fish', 'show', 'sw')).stdout, /^\nswift-otter\tdigits, finished, /);
  t.match((await run('--complete', 'zsh', 'tag', '')).stdout, /^\n\+@\t@\tour run\n/);
  t.match((await run('--complete', 'fish', 'experiment', 'cre')).stdout, 'create\tCreate an experiment');
});

t.test('an option is offered once, where it cannot be repeated', async t => {
  t.same(await bash('git run log --onel'), ['', '--oneline ']);
  t.same(await bash('git run log --oneline --onel'), ['']);
  t.same(await bash('git run log --sort id --so'), ['', '--sort ']);
  t.ok((await bash('git run exec --')).includes('-- '));
});

t.test('outside of a repository there are words, and no complaint', async t => {
  const path = temporaryDirectory(t);
  const nowhere = cli({ path, env: hermeticEnvironment(path) });
  t.same(await bash('git run sho', nowhere), ['', 'show ']);
  t.same(await bash('git run show ', nowhere), ['']);
  t.same(await bash('git run log --sort stat', nowhere), ['', 'status ']);
});

t.test('nothing is written', async t => {
  const before = snapshotOf(bench.on.path);
  for (const line of ['git run show ', 'git run log --filter ', 'git run artifact get @:', 'git run gc -'])
    await bash(line);
  t.same(snapshotOf(bench.on.path), before);
});

t.test('what runs are called can do nothing', async t => {
  const corpus: { text: string }[] = JSON.parse(
    readFileSync(new URL('../../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
  );
  for (const { text } of corpus) if (text !== '') await save(text);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const words = shell === 'bash' ? [' :', 'git run show '] : ['show', ''];
    const { stdout } = await run('--complete', shell, ...words);
    t.notMatch(stdout, /[^\P{C}\n\t]|\p{Zl}|\p{Zp}/u, shell);
    t.ok(stdout.split('\n').length > corpus.length, `${shell} is offered their ids`);
  }
});

t.test('nothing that can be typed is answered with an error', async t => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        'log',
        'exec',
        '--',
        '--sort',
        '--filter',
        'show',
        '@',
        'artifact',
        'get',
        '-',
        "'",
        '\\',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(words, fc.constantFrom('bash', 'zsh', 'fish', 'nonsense'), async (typed, shell) => {
      const given = shell === 'bash' ? [' :', `git run ${typed.join(' ')}`] : typed;
      const { exitCode, stdout, stderr } = await run('--complete', shell, ...given);
      t.same({ exitCode, stderr }, { exitCode: 0, stderr: '' });
      t.match(stdout, /^[^\n]*\n/, 'its first line is always there');
    }),
    { numRuns: 50 },
  );
});
