import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { noShell } from '../../support/shell.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const run = cli({ path: '/', env: {} });

for (const shell of ['bash', 'zsh', 'fish']) {
  t.test(`the script of ${shell} says where it goes, and is one`, { skip: await noShell(shell) }, async t => {
    const { exitCode, stdout, stderr } = await run('completion', shell);
    t.same({ exitCode, stderr }, { exitCode: 0, stderr: '' });
    t.match(stdout.split('\n').slice(0, 9).join('\n'), `git run completion ${shell} > `);
    const file = join(temporaryDirectory(t), 'script');
    writeFileSync(file, stdout);
    t.equal(execFileSync(shell, ['-n', file], { encoding: 'utf8' }), '');
  });
}

t.test('of another shell there is none', async t => {
  t.match(await run('completion', 'tcsh'), {
    exitCode: 2,
    stderr: "git-run: no completion for 'tcsh'; there is one for bash, zsh, fish\n",
  });
});
