import t from 'tap';
import type { Wish } from '../../src/cli/choose-runs.ts';
import { createContext } from '../../src/cli/context.ts';
import { sayIdle, sayLacking, sayNone, sayUnknown } from '../../src/cli/say-missing.ts';
import { parseKey, parseKeys } from '../../src/query/lookup.ts';
import { parseSort } from '../../src/query/sort.ts';
import { worldOf } from '../support/cli.ts';
import { sampleRow } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
await bench.save(bench.run({ tags: { x: 'y' } }));
const { world, err } = worldOf(bench.on);
const context = createContext(world);
t.teardown(() => context.close());
const said = () => Buffer.concat(err.splice(0)).toString();
const ALL = { filter: [], status: [], sort: [], per: [] } as unknown as Wish;

t.test('keys that no run has are named, with the nearest', async t => {
  await sayNone(context, { ...ALL, filter: ['tags.xx = 1 or metrics.acc.max > 5 or params.lt = 1'] });
  t.equal(
    Buffer.concat(err.splice(0)).toString(),
    'git-run: no run fits\n  no run has tags.xx; there is tags.x\n  no run has params.lt; there is params.lr\n',
  );
});

t.test('a key that sorts nothing, and one that shows nothing, are named with the nearest', async t => {
  await sayIdle(context, parseSort('metrics.ac,duration'));
  t.equal(
    said(),
    'git-run: not sorted by metrics.ac: no run listed has it; there is metrics.acc\n' +
      'git-run: not sorted by duration: no run listed has it\n',
  );
  await sayLacking(context, parseKeys(['params.lt,params.lt', 'tags.nothing']));
  t.equal(
    said(),
    'git-run: no run listed has params.lt; there is params.lr\ngit-run: no run listed has tags.nothing\n',
  );
});

t.test('a key that only some other run has is no mistake in writing', async t => {
  await sayUnknown(context, [sampleRow({ tags: {} })], [parseKey('tags.x'), parseKey('metrics.acc')]);
  t.equal(said(), 'git-run: no run listed has tags.x\n');
  await sayUnknown(context, [], [parseKey('tags.x')]);
  t.equal(said(), '', 'where nothing is listed, nothing is missed');
});
