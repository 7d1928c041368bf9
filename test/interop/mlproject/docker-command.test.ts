import { execFileSync } from 'node:child_process';
import t from 'tap';
import { dockerShell } from '../../../src/interop/mlproject/docker-command.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('the container sees the directory, its volumes and where the run is written to', async t => {
  const cwd = temporaryDirectory(t);
  const docker = {
    image: 'x:1',
    volumes: ['/a b:/c'],
    variables: [{ name: 'A', value: '$(x) "' }, { name: 'HOME' }],
  };
  // What prints its words stands for the program.
  const print = '#!/bin/sh\nfor word; do printf \'%s\\n\' "$word"; done\n';
  const program = `${cwd}/docker`;
  execFileSync('sh', ['-c', 'cat > docker && chmod +x docker'], { cwd, input: print });
  const [shell = '', ...words] = [...dockerShell(program, docker), 'echo "$PWD" {x}'];
  const env = { PATH: process.env.PATH, GIT_RUN_EVENTS: '/live/it/events' };
  const said = execFileSync(shell, words, { cwd, env, encoding: 'utf8' }).trimEnd().split('\n');
  t.same(said.slice(0, 10), [
    ...['run', '--rm', '-v', `${cwd}:/mlflow/projects/code`, '-v', '/live/it:/live/it'],
    ...['-w', '/mlflow/projects/code', '-v', '/a b:/c'],
  ]);
  t.same(said.slice(-9), ['-e', 'A=$(x) "', '-e', 'HOME', '--', 'x:1', 'sh', '-c', 'echo "$PWD" {x}']);
  t.ok(said.includes('GIT_RUN_EVENTS'));
});
