import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { reportSource } from '../../../src/cli/report/report-source.ts';
import { worldOf } from '../../support/cli.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const bench = await storeBench(t);
const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
for (const [n, acc] of [0.5, 0.9, 0.7].entries()) {
  const id = idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);
  await bench.save(bench.run({ id, name: `run-${n}`, metrics: { acc: summary(acc) } }));
}
bench.on.git('commit', '-q', '--allow-empty', '-m', 'second');

const NOTHING = {
  ...{ count: undefined, since: undefined, until: undefined, experiment: undefined, best: undefined },
  ...{ filter: [], status: [], sort: [], per: [], remote: undefined, baseline: undefined },
};
async function asked(words: readonly string[], wish = {}, env: Record<string, string> = {}) {
  const context = createContext(worldOf(bench.on, { env }).world);
  t.teardown(() => context.close());
  const { rows, baseline, subject, range } = await reportSource(context, words, { ...NOTHING, ...wish });
  return { names: rows.map(({ name }) => name), baseline: baseline?.name, subject: subject?.name, range };
}

t.test('runs are named, or chosen, or those of a range; the newest of nothing', async t => {
  t.match(await asked([]), { names: ['run-2'], subject: 'run-2' });
  t.match(await asked(['run-0', 'run-1']), { names: ['run-0', 'run-1'], subject: 'run-0' });
  t.match(await asked([], { sort: ['metrics.acc'] }), {
    names: ['run-1', 'run-2', 'run-0'],
    subject: 'run-1',
  });
  t.match(await asked(['HEAD~1..HEAD']), { names: [], range: { text: 'HEAD~1..HEAD', commits: 1 } });
  await t.rejects(asked(['a..b', 'run-1']), { code: 'usage' });
  await t.rejects(asked(['a..b', 'b..c']), { code: 'usage' });
});

t.test('a baseline that is named is none of the runs', async t => {
  t.match(await asked(['run-0', 'run-1'], { baseline: 'run-0' }), {
    names: ['run-1'],
    baseline: 'run-0',
    subject: 'run-1',
  });
});

t.test('in the job of a pull request nothing need be said', async t => {
  bench.on.git('update-ref', 'refs/remotes/origin/main', 'HEAD~1');
  const range = { text: 'origin/main..HEAD', commits: 1 };
  t.match(await asked([], {}, { GITHUB_BASE_REF: 'main' }), { range, baseline: 'run-2' });
  t.match(await asked([], { count: '1' }, { GITHUB_BASE_REF: 'main' }), {
    names: ['run-2'],
    range: undefined,
  });
});

t.test('a shallow clone is said to be one', async t => {
  const directory = temporaryDirectory(t);
  bench.on.git('clone', '-q', '--depth', '1', `file://${bench.on.path}`, join(directory, 'shallow'));
  const { world, err } = worldOf({ ...bench.on, path: join(directory, 'shallow') });
  const context = createContext(world);
  t.teardown(() => context.close());
  await reportSource(context, ['HEAD..HEAD'], NOTHING);
  t.match(Buffer.concat(err).toString(), /this clone is shallow.*git fetch --unshallow/);
});
