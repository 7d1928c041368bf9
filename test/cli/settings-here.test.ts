import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { settingsHere } from '../../src/cli/settings-here.ts';
import { worldOf } from '../support/cli.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('a repository without a work tree has the settings of its configuration', async t => {
  const on = temporaryRepository(t, { files: { 'git-run.yaml': 'large: 5MiB\n' } });
  for (const [bare, large] of [
    ['false', 5 << 20],
    ['true', 10 << 20],
  ] as const) {
    on.git('config', 'core.bare', bare);
    const context = createContext(worldOf(on, { cwd: bare === 'true' ? `${on.path}/.git` : on.path }).world);
    t.equal((await settingsHere(context, await context.repository())).largeSize, large);
    await context.close();
  }
});
