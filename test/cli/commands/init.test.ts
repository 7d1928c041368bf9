import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseSettings } from '../../../src/config/settings-file.ts';
import { cli } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('what is found becomes settings, printed first, and written at the top', async t => {
  const on = temporaryRepository(t, { files: { 'params.yaml': 'lr: 0.1\n', 'sub/x': '' } });
  const run = cli(on, { cwd: join(on.path, 'sub') });
  const { stdout, stderr, exitCode } = await run('init', '--print');
  t.match({ stderr, exitCode }, { stderr: '', exitCode: 0 });
  await t.resolves(parseSettings(stdout));
  t.match(stdout, 'params.yaml');
  t.notOk(existsSync(join(on.path, 'git-run.yaml')));
  t.match(await run('init'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: wrote git-run.yaml; look it over and commit it\n',
  });
  t.equal(readFileSync(join(on.path, 'git-run.yaml'), 'utf8'), stdout);
});

t.test('a file that is there is left alone', async t => {
  const on = temporaryRepository(t, { files: { 'git-run.yaml': 'experiment: mine\n' } });
  t.match(await cli(on)('init'), {
    exitCode: 1,
    stderr: 'git-run: git-run.yaml: it is there already; --print shows what would be written\n',
  });
  t.equal(readFileSync(join(on.path, 'git-run.yaml'), 'utf8'), 'experiment: mine\n');
});

t.test('a bare repository has no place for it', async t => {
  const on = temporaryRepository(t);
  on.git('config', 'core.bare', 'true');
  t.match(await cli({ ...on, path: join(on.path, '.git') })('init'), {
    exitCode: 1,
    stderr: 'no work tree here, only the repository itself',
  });
});
