import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { editRuns } from '../../src/cli/edit-runs.ts';
import { RunNotFoundError } from '../../src/run/errors.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const one = bench.run({ name: 'one' });
const two = bench.run({ name: 'two' });
for (const run of [one, two]) await bench.save(run);

t.test('every run gets the edits, and each is said', async t => {
  const { world, err } = worldOf(bench.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  const edits = [{ kind: 'tag', key: 'stage', value: 'dev' }] as const;
  t.equal(await editRuns(context, ['one', 'two'], edits, (name, { row }) => `did ${name} ${row.id}`), 0);
  t.equal(Buffer.concat(err).toString(), `git-run: did one ${one.id}\ngit-run: did two ${two.id}\n`);
  for (const { id } of [one, two])
    t.match(bench.on.git('log', '-1', '--format=%s', runRef(id)), 'tag stage=dev');
});

t.test('one that is not found keeps all from being edited', async t => {
  const context = createContext(worldOf(bench.on).world);
  t.teardown(() => context.close());
  const before = bench.on.git('rev-parse', runRef(one.id));
  await t.rejects(
    editRuns(context, ['one', 'three'], [{ kind: 'trash' }], () => ''),
    RunNotFoundError,
  );
  t.equal(bench.on.git('rev-parse', runRef(one.id)), before);
});
