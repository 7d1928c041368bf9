import t from 'tap';
import { cli } from '../../support/cli.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'train.py': 'print(1)\n' } });
const run = cli(on);

t.test('an address that others reach is refused without a token', async t => {
  for (const host of ['0.0.0.0', '192.168.1.2', '::', 'example.com', '127.0.0.1.example.com']) {
    const { exitCode, stderr } = await run('serve', '--host', host);
    t.equal(exitCode, 2, host);
    t.match(stderr, `git run serve --host ${host} --token`);
  }
});

t.test('what is no port, and no token, is refused', async t => {
  for (const port of ['x', '65536', '-1', '1.5'])
    t.match((await run('serve', `--port=${port}`)).stderr, /--port needs/, port);
  for (const token of ['short', 'with a space in the middle', 'a/b/c/d/e/f/g/h/i/j'])
    t.match((await run('serve', '--token', token)).stderr, /a token has 16 characters or more/, token);
});

t.test('programs record while it serves, and when it is stopped their runs are commits', async t => {
  const program = builtProgram(t);
  const served = program.start(on, ['serve', '--port', '0', '--token', '--experiment', 'served']);
  await served.until(({ stderr }) => stderr().includes('\n'));
  const url = served.stdout().trim();
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/);
  t.match(served.stderr(), `MLFLOW_TRACKING_URI=${url} `);
  const post = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { run: { info: { run_id: string } } };
  };
  const { run: begun } = await post('runs/create', { run_name: 'open', start_time: Date.now() });
  await post('runs/log-metric', { run_id: begun.info.run_id, key: 'm', value: 1, timestamp: 1 });
  const second = await program.run(on, ['serve', '--port', new URL(url).port]);
  t.match(second.stderr, /another program listens on 127\.0\.0\.1/);
  served.process.kill('SIGTERM');
  const ended = await served.end();
  t.equal(ended.code, 0);
  t.match(ended.stderr, /storing 1 open run\n/);
  const { stdout } = await run('show', begun.info.run_id, '--json');
  t.match(JSON.parse(stdout), { run: { name: 'open', experiment: 'served', status: 'lost' } });
});
