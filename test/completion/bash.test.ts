import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { builtProgram } from '../support/program.ts';
import { noShell, type TypingShell, typingShell } from '../support/shell.ts';
import { storeBench } from '../support/store-bench.ts';
import type { Teardown } from '../support/temporary-repository.ts';

const PACKAGE = '/usr/share/bash-completion/bash_completion';
const OF_GIT = '/usr/share/bash-completion/completions/git';

const skip = await noShell('bash');
const program = builtProgram(t);
const { on, save, run } = await storeBench(t, { files: { 'train.sh': '', 'src/x': '' } });
// What is typed of these names begins no id: i, l, o and u are none of its digits.
await save(run({ name: 'swift-otter' }));
await save(run({ name: 'our run' }));
await save(run({ name: 'u$(touch pwned)`touch pwned`' }));

/** A bash that has read some files before our script. */
async function bash(t: Teardown, ...before: string[]): Promise<TypingShell> {
  const lines = [
    "PS1='ready>'",
    'bind -x \'"\\C-g": echo; printf "<%s>\\n" "$READLINE_LINE"\'',
    'bind "set completion-query-items 0"; bind "set page-completions off"',
    ...before.map(file => `source ${file}`),
    'source <(git-run completion bash)',
  ];
  return typingShell(
    t,
    program,
    on,
    `bash --noprofile --rcfile ${on.write('../rc.bash', lines.join('\n'))} -i`,
  );
}

for (const [what, names, ...files] of [
  ['bare', ['git-run']],
  ["with Git's own completion", ['git run'], OF_GIT],
  ['with the package bash-completion', ['git run', 'git -C . run'], PACKAGE],
] as const) {
  const missing = files.find(file => !existsSync(file));
  const why = skip || (missing !== undefined && `there is no ${missing} here`);
  t.test(`bash ${what}`, { skip: why }, async t => {
    const shell = await bash(t, ...files);
    for (const program of names) {
      await shell.completes(`${program} sho`, `${program} show `);
      await shell.completes(`${program} show swi`, `${program} show swift-otter `);
      await shell.completes(`${program} show ou`, `${program} show our\\ run `);
      await shell.completes(`${program} show 'ou`, `${program} show 'our run' `);
      await shell.completes(`${program} show @{d`, `${program} show @{digits} `);
      await shell.completes(`${program} log --sort=metrics.a`, `${program} log --sort=metrics.acc `);
      await shell.completes(`${program} log --columns id,par`, `${program} log --columns id,params.lr `);
      await shell.completes(`${program} log --filter 'metr`, `${program} log --filter 'metrics.acc `);
      await shell.completes(
        `${program} log --filter='status = k`,
        `${program} log --filter='status = killed' `,
      );
      await shell.completes(`${program} artifact add @ tr`, `${program} artifact add @ train.sh `);
      await shell.completes(`${program} checkout --path sr`, `${program} checkout --path src/`);
      await shell.lists(`${program} log --s`, '--since', '--sort', '--status');
    }
    t.pass('all lines are completed');
  });
}

t.test('the command that is recorded is completed as if it stood alone', { skip }, async t => {
  const shell = await bash(t);
  await shell.completes('git-run exec -- git-ru', 'git-run exec -- git-run ');
  await shell.completes('git-run -- cat tr', 'git-run -- cat train.sh ');
  const why = !existsSync(PACKAGE) && `there is no ${PACKAGE} here`;
  await t.test('with its own completion', { skip: why }, async t => {
    const shell = await bash(t, PACKAGE);
    await shell.completes('git run -- git-run sho', 'git run -- git-run show ');
    t.pass('by the package');
  });
});

t.test('a run whose name is a command is named, and nothing is executed', { skip }, async t => {
  const shell = await bash(t);
  await shell.completes('git-run note u', 'git-run note u\\$\\(touch\\ pwned\\)\\`touch\\ pwned\\` ');
  await shell.runs('u$(touch pwned)`touch pwned` has no note');
  t.notOk(existsSync(join(on.path, 'pwned')));
});
