import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

const on = await openedRepository(t, { files: { 'a.py': '1\n' } });
on.git('remote', 'add', 'origin', 'git@github.com:org/repo.git');
const record = (name: string, acc: number) => {
  const script = `printf '{"metric":{"acc":0.1},"step":0}\\n{"metric":{"acc":${acc}},"step":1}\\n' >> "$GIT_RUN_EVENTS"`;
  return recordRun(on, ['sh', '-c', script], { request: { name } });
};
await record('base', 0.5);
on.git('switch', '-q', '-c', 'topic');
on.write('a.py', '2\n');
on.git('commit', '-q', '-a', '-m', 'better');
await record('better', 0.75);
const head = on.git('rev-parse', 'HEAD');
const run = cli(on, { now: Date.now });

t.test('a report tells a pull request what was run, what changed and how to have it', async t => {
  const { stdout, stderr, exitCode } = await run('report', 'main..');
  t.match({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  t.match(
    stdout,
    /^<!-- git-run report -->\n## default: better\n\n- 1 run of 1 commit in main\.\.; better against base\n/,
  );
  t.match(stdout, `[${head.slice(0, 10)}](https://github.com/org/repo/commit/${head})`);
  t.match(stdout, /\| better .*\*\*0\.75\*\*/);
  t.match(stdout, /<summary>What changed from base to better<\/summary>(.|\n)*\| a\.py \| changed/);
  t.match(stdout, /<summary>Curves<\/summary>(.|\n)*base {4}▁▅ {2}0\.5\nbetter {2}▁█ {2}0\.75/);
  t.match(stdout, /git fetch origin 'refs\/runs\/\w+:refs\/runs\/\w+'/);
});

t.test('a file has the form of its name', async t => {
  t.equal((await run('report', 'better', '--title', 'Mine', '-o', 'report.html')).stdout, '');
  t.match(readFileSync(join(on.path, 'report.html'), 'utf8'), /^<!DOCTYPE html>(.|\n)*<h1>Mine<\/h1>/);
  await run('report', 'better', '-o', 'report.md');
  t.match(readFileSync(join(on.path, 'report.md'), 'utf8'), '## default: better');
  t.match(JSON.parse((await run('report', 'main..', '--json')).stdout), {
    version: 1,
    baseline: { name: 'base' },
    runs: [{ name: 'better' }],
  });
});

t.test('what cannot be meant is refused, and no runs are said', async t => {
  t.match(await run('report', '--md', '--html'), { exitCode: 2, stderr: /--md or --html, not both/ });
  t.match(await run('report', 'origin/main..'), {
    exitCode: 2,
    stderr: /'origin\/main' is no commit here(.|\n)*git fetch origin main/,
  });
  on.git('commit', '-q', '--allow-empty', '-m', 'nothing run');
  t.match((await run('report', 'HEAD~1..')).stdout, 'No runs of HEAD\\~1.. yet');
});
