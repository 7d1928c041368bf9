import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { builtProgram } from '../support/program.ts';
import { noShell, typingShell } from '../support/shell.ts';
import { storeBench } from '../support/store-bench.ts';
import type { Teardown } from '../support/temporary-repository.ts';

const skip = await noShell('zsh');
const program = builtProgram(t);
const { on, save, run } = await storeBench(t, { files: { 'train.sh': '', 'src/x': '' } });
// What is typed of these names begins no id: i, l, o and u are none of its digits.
await save(run({ name: 'swift-otter' }));
await save(run({ name: 'our run' }));
await save(run({ name: 'u$(touch pwned)`touch pwned`' }));

/** A zsh that has our script from where one may have it. */
function zsh(t: Teardown, fpath: readonly string[], ...after: string[]) {
  const lines = [
    "PS1='ready>'",
    'print-line() { print; print -r -- "<$BUFFER>" }; zle -N print-line; bindkey "^G" print-line',
    'LISTMAX=0; unsetopt prompt_sp list_beep always_last_prompt',
    ...fpath.map(directory => `fpath=(${directory} $fpath)`),
    `autoload -U compinit; compinit -u -d ${join(on.home, `dump${fpath.length}`)}`,
    ...after,
  ];
  const directory = dirname(on.write(`../zsh${fpath.length}/.zshrc`, lines.join('\n')));
  return typingShell(t, program, on, `env ZDOTDIR=${directory} zsh -d -i`);
}

const ways = [
  ['sourced', ['git run'], [], 'source <(git-run completion zsh)'],
  ['from fpath', ['git-run'], [join(program.directory, '..', 'completion')]],
] as const;

for (const [what, names, fpath, ...after] of ways) {
  t.test(`zsh, ${what}`, { skip }, async t => {
    const shell = await zsh(t, fpath, ...after);
    for (const program of names) {
      await shell.completes(`${program} sho`, `${program} show `);
      await shell.completes(`${program} show swi`, `${program} show swift-otter `);
      await shell.completes(`${program} show ou`, `${program} show our\\ run `);
      await shell.completes(`${program} show @{d`, `${program} show @{digits\\} `);
      await shell.completes(`${program} log --sort=metrics.a`, `${program} log --sort=metrics.acc `);
      await shell.completes(`${program} log --columns id,par`, `${program} log --columns id,params.lr `);
      await shell.completes(`${program} log --filter 'metr`, `${program} log --filter 'metrics.acc `);
      await shell.completes(`${program} artifact add @ tr`, `${program} artifact add @ train.sh `);
      await shell.completes(`${program} checkout --path sr`, `${program} checkout --path src/`);
      await shell.completes(`${program} exec -- git-ru`, `${program} exec -- git-run `);
      await shell.lists(`${program} log --s`, '--since', '-- only runs started after a date');
      await shell.lists(`${program} show s`, 'swift-otter');
    }
    await shell.completes('git ru', 'git run ');
    await shell.completes('git run show swi', 'git run show swift-otter ');
    t.pass('all lines are completed');
  });
}

t.test('a run whose name is a command is named, and nothing is executed', { skip }, async t => {
  const shell = await zsh(t, [], 'source <(git-run completion zsh)');
  await shell.completes('git-run note u', 'git-run note u\\$\\(touch\\ pwned\\)\\`touch\\ pwned\\` ');
  await shell.runs('u$(touch pwned)`touch pwned` has no note');
  t.notOk(existsSync(join(on.path, 'pwned')));
});
