import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import t from 'tap';
import { fetchProject } from '../../../src/interop/mlproject/fetch-project.ts';
import { openedRepository } from '../../support/recorded-run.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const clones = () => readdirSync(tmpdir()).filter(name => name.startsWith('git-run-project-'));

t.test('one commit of it comes, by whatever it is called, and is the same for everybody', async t => {
  const there = temporaryRepository(t, { files: { x: 'one', 'run*': '#!/bin/sh\n' } });
  there.git('tag', '-a', 'v1', '-m', 'a tag');
  there.git('branch', 'side');
  const first = there.git('rev-parse', 'HEAD');
  there.write('x', 'two');
  there.git('commit', '-qam', 'second');
  const here = await openedRepository(t);
  const { repository, env } = here;
  let refs = 0;
  const fetch = (version?: string) =>
    fetchProject({
      repository,
      env,
      url: there.path,
      ref: `refs/run-snapshots/${++refs}`,
      interactive: false,
      ...(version === undefined ? {} : { version }),
    });
  const before = clones();
  const { commit, original } = await fetch('v1');
  t.equal(original, first);
  t.equal(here.git('rev-parse', `${commit}^{tree}`), there.git('rev-parse', `${first}^{tree}`));
  t.equal(here.git('rev-list', '--count', commit), '1');
  t.match(here.git('show', '-s', '--format=%B', commit), `Project: ${there.path}\nCommit: ${first}\n`);
  for (const version of ['side', first, first.slice(0, 9), 'main~1', 'refs/heads/side'])
    t.same(await fetch(version), { commit, original }, version);
  t.equal((await fetch()).original, there.git('rev-parse', 'HEAD'));
  for (const version of ['none', '--all', '-x', ':x', '', 'a b'])
    await t.rejects(fetch(version), { code: 'project', message: /^Unable to checkout version/ }, version);
  await t.rejects(
    fetchProject({
      repository,
      env,
      url: `${there.path}/none`,
      ref: 'refs/run-snapshots/x',
      interactive: false,
    }),
    { code: 'remote' },
  );
  t.same(clones(), before);
  t.equal(here.git('rev-parse', '--is-shallow-repository'), 'false');
  t.equal(
    here.git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags', 'refs/project'),
    'refs/heads/main',
  );
});
