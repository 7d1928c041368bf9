import t from 'tap';
import { holds, parseAssertions } from '../../src/cli/assertions.ts';
import { createContext } from '../../src/cli/context.ts';
import { worldOf } from '../support/cli.ts';
import { sampleRun } from '../support/run-rows.ts';
import { noSsh, signRuns } from '../support/signing.ts';
import { storeBench } from '../support/store-bench.ts';

const { world, err } = worldOf({ path: '/', env: {} });
const said = () => Buffer.concat(err.splice(0)).toString();
const stored = { run: sampleRun(), commit: 'c0ffee' };
const recorded = { exit: { code: 0 }, stored, notKept: [] };

async function judge(...texts: string[]): Promise<boolean> {
  return holds(createContext(world), await parseAssertions(texts, async () => ({})), recorded);
}

t.test('what is true of a run is not spoken of', async t => {
  t.equal(await judge(), true);
  t.equal(await judge('metrics.acc > 0.9', 'status = finished and not dirty = true'), true);
  t.equal(said(), '');
});

t.test('what is not is said, with what there is instead', async t => {
  t.equal(await judge('metrics.acc > 0.99', 'has:metrics.f1', 'params.lr = 0.1'), false);
  t.equal(
    said(),
    'git-run: not so: metrics.acc > 0.99 (metrics.acc is 0.9722)\n' +
      'git-run: not so: has:metrics.f1 (metrics.f1 has no value)\n',
  );
});

t.test('what is no filter is told before anything is started', async t => {
  await t.rejects(
    parseAssertions(['metrics.acc >'], async () => ({})),
    { code: 'filter' },
  );
  await t.rejects(
    parseAssertions([''], async () => ({})),
    { code: 'usage' },
    'a gate that is always open is none',
  );
});

t.test('of a run that was not recorded nothing can be asserted', async t => {
  const { stored: _, ...lost } = recorded;
  const asked = await parseAssertions(['metrics.acc > 0'], async () => ({}));
  t.equal(await holds(createContext(world), asked, lost), false);
  t.match(said(), 'nothing can be asserted');
});

t.test('inputs are looked up', async t => {
  const bench = await storeBench(t);
  const run = bench.run();
  const input = { path: 'a.csv', size: 1, method: 'stat' as const, declared: 'option' as const };
  const commit = await bench.save(run, { inputs: [input] });
  const context = createContext(worldOf(bench.on).world);
  t.teardown(() => context.close());
  const asked = await parseAssertions(["inputs.name = 'a.csv'"], async () => ({}));
  t.equal(await holds(context, asked, { ...recorded, stored: { run, commit } }), true);
});

t.test('so are signatures', { skip: noSsh }, async t => {
  const bench = await storeBench(t, {
    prepare: signRuns,
  });
  const run = bench.run();
  const stored = { run, commit: await bench.save(run) };
  const context = createContext(worldOf(bench.on).world);
  t.teardown(() => context.close());
  const asked = await parseAssertions(['signature = trusted'], async () => ({}));
  t.equal(await holds(context, asked, { ...recorded, stored }), true);
});
