import { spawnSync } from 'node:child_process';
import t from 'tap';
import { thisWorld } from '../../src/cli/world.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const program = builtProgram(t);
const on = temporaryRepository(t);
const shell = (script: string) =>
  spawnSync('bash', ['-c', `unset NODE_OPTIONS; ${script}`], {
    cwd: on.path,
    env: { ...on.env, PATH: program.path },
    encoding: 'utf8',
  });

t.test('this process is the world', async t => {
  const { cwd, env, zone } = thisWorld();
  t.equal(cwd, process.cwd());
  t.equal(env.PATH, process.env.PATH);
  const summer = Date.UTC(2026, 6, 1);
  t.equal(zone(summer), -new Date(summer).getTimezoneOffset());
});

t.test('a directory that was removed is no place to work in', async t => {
  t.match(shell('mkdir gone; cd gone; rmdir ../gone; git-run log'), {
    status: 125,
    stderr: 'git-run: the working directory is not there any more\n',
  });
});

t.test('a reader that has seen enough ends it quietly', async t => {
  const reading = program.start(on, ['log', '-h']);
  reading.process.stdout?.destroy();
  t.match(await reading.end(), { code: 3, stderr: '' });
});

t.test('that nobody listens to the conversation does not change how a job ends', async t => {
  const job = program.start(on, ['--', 'sh', '-c', 'echo out; exit 5']);
  job.process.stderr?.destroy();
  t.match(await job.end(), { code: 5, stdout: 'out\n' });
  t.match((await program.run(on, ['log', '--oneline'])).stdout, / failed 5\n$/);
});
