import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { builtProgram } from '../support/program.ts';
import { noShell } from '../support/shell.ts';
import { storeBench } from '../support/store-bench.ts';

const skip = await noShell('fish');
const program = builtProgram(t);
const { on, save, run } = await storeBench(t, { files: { 'train.sh': '', 'src/x': '' } });
// What is typed of these names begins no id: i, l, o and u are none of its digits.
await save(run({ name: 'swift-otter' }));
await save(run({ name: 'our run' }));
await save(run({ name: 'u$(touch pwned)' }));

/** What fish offers behind a line, each with its description. */
function fish(line: string): string[] {
  const script = 'source (git-run completion fish | psub); complete -C $line';
  const env = { ...on.env, PATH: program.path, HOME: on.home, line };
  return execFileSync('fish', ['-c', script], { cwd: on.path, env, encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);
}

t.test('fish', { skip }, async t => {
  for (const program of ['git-run', 'git -C . run']) {
    t.same(fish(`${program} sho`), ['show\tShow a run, all of it']);
    t.match(fish(`${program} show swi`), [/^swift-otter\tdigits, finished, /]);
    t.match(fish(`${program} show `), [
      '@\t',
      '@~1\t',
      /^u\$\(touch pwned\)\t/,
      /^our run\t/,
      /^swift-otter\t/,
    ]);
    t.same(fish(`${program} show @{d`), ['@{digits}\tthe newest of the experiment']);
    t.same(fish(`${program} log --sort metrics.`), ['metrics.acc\tmetric']);
    t.same(fish(`${program} log --sort=metrics.`), ['--sort=metrics.acc\tmetric']);
    t.same(fish(`${program} log --columns id,par`), ['id,params.lr\tparam']);
    t.match(fish(`${program} log --filter 'metr`), ['metrics.acc =', 'metrics.acc !=']);
    t.match(fish(`${program} log --onel`), ['--oneline\ta line for each run']);
    t.match(fish(`${program} artifact add @ tr`), [/^train\.sh/]);
    t.match(fish(`${program} checkout --path=s`), [/^--path=src\//]);
    t.match(fish(`${program} exec -- git-run sho`), [/^show\tShow a run/]);
  }
});

t.test('a run whose name is a command is offered, and nothing is executed', { skip }, async t => {
  t.match(fish('git-run show u'), [/^u\$\(touch pwned\)\t/]);
  t.notOk(existsSync(join(on.path, 'pwned')));
});
