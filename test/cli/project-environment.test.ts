import t from 'tap';
import { projectEnvironment } from '../../src/cli/project-environment.ts';
import type { Project } from '../../src/interop/mlproject/project.ts';
import { openedRepository } from '../support/recorded-run.ts';

const project: Project = { entryPoints: new Map(), environment: { kind: 'conda_env', file: 'conda.yaml' } };

t.test('that the environment of now is not the one asked for is said, unless it is to be quiet', async t => {
  const on = await openedRepository(t);
  const said: string[] = [];
  const context = { say: (line: string) => void said.push(line) };
  const place = { project, directory: on.path, env: on.env, repository: on.repository };
  const prepare = (manager: string | undefined, quiet = false) =>
    projectEnvironment(context, { manager, quiet }, place);
  t.same(await prepare(undefined), { env: on.env });
  t.match(said, [/^git-run: the project asks for its conda_env, .* --env-manager conda builds it$/]);
  await prepare('local', true);
  await projectEnvironment(
    context,
    { manager: undefined, quiet: false },
    { ...place, project: { entryPoints: new Map() } },
  );
  t.equal(said.length, 1);
  await t.rejects(prepare('poetry'), {
    code: 'usage',
    message: "--env-manager is one of local, virtualenv, uv, conda, docker, not 'poetry'",
  });
  await t.rejects(prepare('uv'), { code: 'project' });
});
