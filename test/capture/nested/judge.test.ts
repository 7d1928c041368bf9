import { join } from 'node:path';
import t from 'tap';
import { judge } from '../../../src/capture/nested/judge.ts';
import { openedRepository } from '../../support/recorded-run.ts';
import { addSubmodule } from '../../support/submodules.ts';

t.test('a submodule is published, empty, gone, or other than its commit tells', async t => {
  const { path, env, git, write, repository } = await openedRepository(t);
  const place = {
    top: path,
    prefix: '',
    isFilled: async () => false,
    open: (name: string) => repository.open(join(path, name)).catch(() => undefined),
  };
  const sub = addSubmodule(t, { path, env }, 'lib');
  const gitlink = { path: 'lib', oid: sub.git('rev-parse', 'HEAD'), unmerged: false };
  t.match(await judge(place, gitlink), { verdict: 'published', dirty: false, commit: gitlink.oid });
  t.match(await judge(place, { ...gitlink, unmerged: true }), { verdict: 'other', dirty: true });
  t.match(await judge(place, { ...gitlink, oid: '1'.repeat(40) }), { verdict: 'published', dirty: true });
  write('lib/new', '');
  t.match(await judge(place, gitlink), { verdict: 'other', dirty: true, commit: gitlink.oid });
  write('.git/modules/lib/index', 'no index');
  t.match(await judge(place, gitlink), { verdict: 'other', dirty: true });
  git('submodule', '--quiet', 'deinit', '-f', 'lib');
  t.match(await judge(place, gitlink), { verdict: 'empty', dirty: false });
  t.match(await judge(place, { ...gitlink, path: 'nothing/here' }), { verdict: 'gone' });
});
