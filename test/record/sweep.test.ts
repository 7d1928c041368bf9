import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cacheDirectory, spoolDirectory } from '../../src/record/live.ts';
import { dropStaleAnchors, removeStoredJournals, sweepRemains } from '../../src/record/sweep.ts';
import { liveRun } from '../support/live-run.ts';
import { storeBench } from '../support/store-bench.ts';

const GONE = { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 };

t.test('anchors of no journal are dropped, all others stay', async t => {
  const bench = await storeBench(t);
  const { repository, on } = bench;
  const [live, stale] = [await liveRun(bench, bench.run()), bench.run()];
  for (const { id } of [live, stale]) on.git('update-ref', `refs/run-live/${id}`, 'HEAD');
  const request = { repository, env: on.env, now: Date.now() };
  t.equal(await dropStaleAnchors(request), 1);
  t.equal(on.git('for-each-ref', '--format=%(refname)', 'refs/run-live'), `refs/run-live/${live.id}`);
  t.equal(await dropStaleAnchors(request), 0);
});

t.test('journals of stored runs are removed; those of interrupted and of live runs stay', async t => {
  const bench = await storeBench(t);
  const { repository, on } = bench;
  const [stored, interrupted, going] = [bench.run(), bench.run(), bench.run()];
  await bench.save(stored);
  await bench.save(going);
  const journals = [
    await liveRun(bench, stored, GONE),
    await liveRun(bench, interrupted, GONE),
    // Its recorder is about to remove it.
    await liveRun(bench, going),
  ];
  t.equal(await removeStoredJournals({ repository, env: on.env, now: Date.now() }), 1);
  t.same(
    journals.map(({ path }) => existsSync(path)),
    [false, true, true],
  );
});

t.test('remains of journals are removed, beside the refs and in the spool', async t => {
  const { repository, on } = await storeBench(t);
  const places = [join(cacheDirectory(repository.place.commonDir), 'live'), spoolDirectory(on.env)];
  for (const place of places) mkdirSync(join(place, '.gone-x', 'log'), { recursive: true });
  await sweepRemains({ repository, env: on.env, now: Date.now() });
  t.same(
    places.map(place => readdirSync(place)),
    [[], []],
  );
});
