import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { repositoryChecks } from '../../src/doctor/checks.ts';
import { examine } from '../../src/doctor/examine.ts';
import { setUp } from '../support/set-up.ts';
import { snapshotOf } from '../support/temporary-repository.ts';

const { on } = setUp(t);
const look = (cwd = on.path, env: Record<string, string> = {}) =>
  examine({ cwd, env: { ...on.env, ...env }, now: Date.now() });

t.test('all is looked at, and nothing is changed', async t => {
  const before = snapshotOf(on.path);
  const findings = await look();
  t.same(
    findings.filter(({ state }) => state === 'problem'),
    [],
  );
  for (const { name } of repositoryChecks)
    t.ok(
      findings.some(({ check }) => check === name),
      name,
    );
  t.same(snapshotOf(on.path), before);
  const embedded = await look(on.path, { GIT_RUN_ENGINE: 'embedded' });
  t.same(
    embedded.filter(({ state }) => state === 'problem'),
    [],
    'nor without Git',
  );
});

t.test('where there is no repository, or a bare one, the rest is told all the same', async t => {
  const outside = await look(on.home);
  t.match(outside.at(-1), { check: 'repository', state: 'problem', remedy: ['git init'] });
  t.ok(outside.some(({ check }) => check === 'git'));
  const bare = join(on.home, 'bare.git');
  mkdirSync(bare);
  on.git('init', '-q', '--bare', bare);
  t.match(
    (await look(bare)).find(({ check }) => check === 'repository'),
    { state: 'problem', message: /is bare/ },
  );
});

t.test('what an engine or Git itself refuses is said in its own words', async t => {
  t.match((await look(on.path, { GIT_RUN_ENGINE: 'embedded', GIT_NAMESPACE: 'x' })).at(-1), {
    check: 'repository',
    state: 'problem',
    message: /GIT_NAMESPACE/,
    remedy: [/unset it/],
  });
  const refused = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  t.match((await look(on.path, refused)).at(-1), {
    check: 'repository',
    state: 'problem',
    message: /^fatal: detected dubious ownership/,
    remedy: [/.*/, /git config --global --add safe.directory/],
  });
});
