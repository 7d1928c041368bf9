import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { git } from '../../../src/doctor/checks/git.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t);
const look = (env: Record<string, string>) => git.look({ cwd: on.path, env: { ...on.env, ...env }, now: 0 });
const saying = (version: string) => {
  const program = on.write(`../home/${version}/git*`, `#!/bin/sh\necho git version ${version}.windows.1\n`);
  return { PATH: `${dirname(program)}:${on.env.PATH}` };
};

t.test('a git of 2.36 or newer is fine, an older one is not', async t => {
  t.match(await look({}), [{ state: 'ok', message: /^2\.\d+.*\/git\)$/ }]);
  t.match(await look(saying('2.36.0')), [{ state: 'ok' }]);
  t.match(await look(saying('3.0')), [{ state: 'ok' }]);
  t.match(await look(saying('2.35.9')), [{ state: 'problem', message: /older than 2\.36/ }]);
});

t.test('without one, what is left is said', async t => {
  const nothing = join(on.home, 'nothing');
  mkdirSync(nothing);
  t.match(await look({ PATH: nothing }), [{ state: 'warning', remedy: ['install git'] }]);
  t.match(await look({ PATH: nothing, GIT_RUN_ENGINE: 'native' }), [{ state: 'problem' }]);
  t.match(await look({ GIT_RUN_ENGINE: 'embedded' }), [
    { state: 'warning', remedy: ['unset GIT_RUN_ENGINE'] },
  ]);
});
