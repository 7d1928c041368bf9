import t, { type Test } from 'tap';
import { cli } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

async function recorded(t: Test, script: string, ...more: string[]) {
  const opened = await openedRepository(t, { files: { 'x.sh': script } });
  const run = await recordRun(opened, ['sh', 'x.sh', ...more], {
    outputs: ['*.txt'],
    request: { name: 'otter' },
  });
  const gitRun = cli(opened, { now: Date.now });
  return { ...opened, run, rerun: (...words: string[]) => gitRun('rerun', ...words) };
}

t.test('the same comes out, and the exit code says so', async t => {
  const { rerun } = await recorded(t, 'echo 1 > a.txt; echo 2 > b.log\n');
  const { exitCode, stdout, stderr } = await rerun('otter', '--name', 'again');
  t.equal(exitCode, 0);
  t.equal(stdout, '1 artifact came out the same\n');
  t.match(stderr, /^git-run: recorded again \(\w{8}\): finished in .*, 1 artifact/);
  t.match(stderr, /1 new file not kept: b\.log\n$/);
  t.equal((await rerun('again', '-q')).stderr, '', 'a rerun can be repeated itself');
});

t.test('something else comes out, and the exit code says so', async t => {
  const { rerun, run } = await recorded(t, 'echo "$GIT_RUN_ID" > a.txt; exit 3\n');
  const { exitCode, stdout } = await rerun();
  t.equal(exitCode, 1);
  t.match(stdout, /^0 of 1 artifact came out the same\n/);
  const json = await rerun('otter', '--json');
  t.match(JSON.parse(json.stdout), { rerunOf: run.run.id, same: false, outcome: { same: true } });
});

t.test('secrets are given in their order, or it is said how', async t => {
  const { rerun } = await recorded(t, 'echo "$2$4" > a.txt\n', '--token', 'one', '--password', 'two');
  const open = await rerun('--redacted', 'one');
  t.equal(open.exitCode, 2);
  t.match(open.stderr, /secrets of otter were not recorded: word 6, \[redacted\]\n/);
  t.match(open.stderr, /git run rerun otter --redacted VALUE --redacted VALUE\n/);
  const many = await rerun('--redacted=1', '--redacted=2', '--redacted=3');
  t.equal(many.exitCode, 2);
  t.match(many.stderr, /2 secrets/);
  t.equal((await rerun('--redacted', 'one', '--redacted', 'two')).exitCode, 0);
});

t.test('a run from elsewhere is refused before a secret is asked for', async t => {
  const { rerun, write } = await recorded(t, 'true\n', '--token', 'x');
  write('.git/git-run/recorded', '');
  const { exitCode, stderr } = await rerun();
  t.equal(exitCode, 1);
  t.match(stderr, /recorded elsewhere/);
  t.equal((await rerun('--trust', '--redacted', 'x')).exitCode, 0);
});
