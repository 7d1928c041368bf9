import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { offerInterrupted } from '../../src/cli/interrupted.ts';
import { worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { storeBench } from '../support/store-bench.ts';

const GONE = { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 };

t.test('runs whose recorder was killed are offered to be recovered, in one line', async t => {
  const bench = await storeBench(t);
  const { world, err } = worldOf(bench.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  const said = async () => {
    err.length = 0;
    await offerInterrupted(context);
    return Buffer.concat(err).toString();
  };
  t.equal(await said(), '');
  await liveRun(bench, bench.run());
  t.equal(await said(), '', 'one that is going is no matter');
  await liveRun(bench, bench.run(), GONE);
  t.equal(await said(), 'git-run: 1 run was interrupted: git run recover\n');
  await liveRun(bench, bench.run(), GONE);
  t.equal(await said(), 'git-run: 2 runs were interrupted: git run recover\n');
});
