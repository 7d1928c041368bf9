import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  type EnvironmentWish,
  managerOf,
  prepareEnvironment,
} from '../../../src/interop/mlproject/environment.ts';
import type { AskedEnvironment } from '../../../src/interop/mlproject/project.ts';
import { noPython } from '../../support/python.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const python: AskedEnvironment = { kind: 'python_env', file: 'python_env.yaml' };
const conda: AskedEnvironment = { kind: 'conda_env', file: 'conda.yaml' };
const docker: AskedEnvironment = { kind: 'docker_env', docker: { image: 'x', volumes: [], variables: [] } };

function wishIn(t: { teardown(handler: () => unknown): unknown }, more: Partial<EnvironmentWish>) {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'python_env.yaml'), 'python: "3"\n');
  const built: string[] = [];
  const onBuild = (what: string) => void built.push(what);
  const wish = {
    asked: python,
    manager: 'local',
    directory,
    env: process.env,
    cache: join(directory, 'c'),
  } as const;
  return { built, wish: { ...wish, onBuild, ...more } };
}

t.test('nothing is built for the environment of now', async t => {
  for (const asked of [undefined, python, conda, docker]) {
    const { wish, built } = wishIn(t, { asked });
    t.same(await prepareEnvironment(wish), { env: process.env });
    t.same(built, []);
  }
});

t.test('one that is built is kept, and said once', { skip: noPython('venv', 'ensurepip') }, async t => {
  const { wish, built } = wishIn(t, { manager: 'virtualenv' });
  const { env, shell } = await prepareEnvironment(wish);
  t.equal(shell, undefined);
  t.match(env.VIRTUAL_ENV, new RegExp(`^${wish.cache}/environments/[0-9a-f]{32}-`));
  t.equal((await prepareEnvironment(wish)).env.VIRTUAL_ENV, env.VIRTUAL_ENV);
  t.same(built, ['python_env.yaml']);
  const script = 'import sys; print(sys.prefix, end="")';
  t.equal(execFileSync('python', ['-c', script], { env, encoding: 'utf8' }), env.VIRTUAL_ENV);
});

t.test('a manager that cannot build what is asked for is told, with the one that can', async t => {
  const wrong: readonly [Partial<EnvironmentWish>, string][] = [
    [{ asked: conda, manager: 'uv' }, 'conda'],
    [{ asked: docker, manager: 'virtualenv' }, 'docker'],
    [{ asked: python, manager: 'docker' }, 'virtualenv'],
    [{ asked: undefined, manager: 'conda' }, 'local'],
  ];
  for (const [more, instead] of wrong) {
    const data = { remedies: [`  --env-manager ${instead}`] };
    await t.rejects(prepareEnvironment(wishIn(t, more).wish), { code: 'project', data });
  }
  t.same([python, conda, docker].map(managerOf), ['virtualenv', 'conda', 'docker']);
});

t.test('a container is another shell, if there is a program for it', async t => {
  const { wish } = wishIn(t, { asked: docker, manager: 'docker' });
  await t.rejects(prepareEnvironment({ ...wish, env: { PATH: '/none' } }), {
    code: 'project',
    message: /needs the program docker or podman/,
  });
  writeFileSync(join(wish.directory, 'podman'), '', { mode: 0o755 });
  const { shell } = await prepareEnvironment({ ...wish, env: { PATH: wish.directory } });
  t.match(shell, ['sh', '-c', /^exec "\$0" run /, join(wish.directory, 'podman')]);
});
