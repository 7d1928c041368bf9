import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { elsewhere, onlyAt } from '../../src/git/elsewhere.ts';
import { openRepository } from '../../src/git/open.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('what binds Git to one repository stays behind, what was configured goes along', t => {
  const env = { PATH: '/bin', GIT_DIR: '.git', GIT_INDEX_FILE: 'x', GIT_PREFIX: 'd/', GIT_CONFIG_COUNT: '0' };
  t.same(elsewhere(env), { PATH: '/bin', GIT_CONFIG_COUNT: '0' });
  t.end();
});

t.test('a repository is at its top and at its Git directory, and nowhere else', async t => {
  const { path, home, env } = temporaryRepository(t);
  const repository = await openRepository(path, { ...env });
  t.teardown(() => repository.close());
  const link = join(home, 'link');
  symlinkSync(path, link);
  for (const directory of [path, join(path, '.git'), link])
    t.equal(onlyAt(directory, repository), repository);
  mkdirSync(join(path, 'd'));
  t.throws(() => onlyAt(join(path, 'd'), repository), { code: 'not-a-repository' });
});
