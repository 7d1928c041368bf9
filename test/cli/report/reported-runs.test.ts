import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { readRange } from '../../../src/cli/report/range.ts';
import { runsOfRange } from '../../../src/cli/report/reported-runs.ts';
import { worldOf } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

const on = await openedRepository(t, { files: { a: '1' } });
const commit = (message: string) => on.git('commit', '-q', '--allow-empty', '-m', message);
const run = (name: string, env: Record<string, string> = {}, experiment = 'default') =>
  recordRun(on, ['true'], { experiment, request: { name, env: { ...on.env, ...env } } });

await run('before');
commit('base');
await run('of-base');
await run('elsewhere', {}, 'other');
on.git('switch', '-q', '-c', 'topic');
commit('one');
await run('clean');
on.write('a', '2');
await run('edited');
on.git('checkout', '-q', 'a');
on.git('switch', '-q', '--detach', 'main');
commit('pushed, and replaced by the next push');
await run('replaced', { GITHUB_REF: 'refs/pull/7/merge' });
await run('of another', { GITHUB_REF: 'refs/pull/8/merge' });
on.git('switch', '-q', 'topic');

async function reported(env: Record<string, string> = {}, range = 'main..topic') {
  const { world } = worldOf(on, { env });
  const context = createContext(world);
  t.teardown(() => context.close());
  const { rows, baseline } = await runsOfRange(context, await readRange(on.repository, range));
  return { names: rows.map(({ name }) => name), baseline: baseline?.name };
}

t.test('the runs of a range are those of its commits, whatever was edited on top', async t => {
  t.same(await reported(), { names: ['edited', 'clean'], baseline: 'of-base' });
});

t.test('in the job of a pull request those of its earlier pushes are among them', async t => {
  const { names } = await reported({ GITHUB_REF: 'refs/pull/7/merge' });
  t.same(names, ['replaced', 'edited', 'clean']);
});

t.test('the baseline is the newest of what came before, in the same experiment', async t => {
  t.same(await reported({}, 'main~1..main'), {
    names: ['of-base', 'elsewhere'].reverse(),
    baseline: 'before',
  });
  t.equal((await reported({}, 'topic..topic')).baseline, 'clean', 'of any, where the range has no runs');
});
