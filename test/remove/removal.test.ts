/** What `gc` and `purge` promise together: exactly what only the removed runs held goes, and nothing else changes. */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { gc } from '../../src/remove/gc.ts';
import { purge } from '../../src/remove/purge.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { listTips } from '../../src/store/tips.ts';
import { blob, rawTree } from '../support/damage.ts';
import { TRIES_ALL } from '../support/extent.ts';
import { type RemovalBench, removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { snapshotOf } from '../support/temporary-repository.ts';

/** Few contents, so that runs and user often hold the same. */
const content = fc.integer({ min: 0, max: 6 }).map(n => `content ${n}\n`.repeat(20));
const USER = [
  'commit',
  'branch',
  'stash',
  'lose',
  'dangle',
  'tag',
  'stage',
  'repack',
  'expire',
  'midx',
] as const;
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...USER), content }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      content,
      source: content,
      edits: fc.nat({ max: 2 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(bench: RemovalBench, given: Step, ids: RunId[]): Promise<void> {
  const { on, stored, edit } = bench;
  const { git, write } = on;
  switch (given.kind) {
    case 'run': {
      const number = ids.length;
      const { id } = await stored(
        { 'artifacts/a': given.content, 'artifacts/own': `own artifact ${number}` },
        { sources: { s: given.source, own: `own source ${number}` } },
      );
      for (let n = 0; n < given.edits; n++) await edit(id, [{ kind: 'note', text: `${n}` }]);
      ids.push(id);
      return;
    }
    case 'commit':
      write('file', given.content);
      git('add', 'file');
      git('commit', '-q', '--allow-empty', '-m', 'theirs');
      return;
    case 'branch':
      return void git('branch', '-f', 'other');
    case 'stash':
      write('train.py', given.content);
      return void git('stash', '-q');
    case 'lose':
      if (git('rev-list', '--count', 'HEAD') !== '1') git('reset', '-q', '--hard', 'HEAD^');
      return;
    case 'dangle':
      return void git(
        'commit-tree',
        rawTree(on, [['100644', 'lost', blob(on, given.content)]]),
        '-m',
        'lost',
      );
    case 'tag':
      return void git('tag', '-f', 'kept', blob(on, given.content));
    case 'stage':
      return void git('update-index', '--add', '--cacheinfo', `100644,${blob(on, given.content)},staged`);
    case 'repack':
      return void git('repack', '-q', '-d');
    case 'expire':
      return void git('reflog', 'expire', '--expire=all', 'HEAD');
    case 'midx':
      git('repack', '-q', '-d');
      return void git('multi-pack-index', 'write');
  }
}

/** Objects that are reachable, by Git's own walk. */
const reach = ({ on }: RemovalBench, ...from: string[]) =>
  new Set(
    on
      .git('rev-list', '--objects', '--no-object-names', ...from)
      .split('\n')
      .filter(oid => oid !== ''),
  );

/** What the user has: all but the runs named. */
const held = (bench: RemovalBench, without: readonly RunId[]) =>
  reach(bench, ...without.map(id => `--exclude=refs/runs/${id}`), '--all', '--reflog', '--indexed-objects');

/** Objects nothing refers to, not even a run, and all that is below them. */
function lost(bench: RemovalBench): Set<string> {
  const lines = bench.on.git('fsck', '--unreachable', '--no-dangling', '--no-progress').split('\n');
  const oids = lines.flatMap(line => /^unreachable \w+ (\w+)$/.exec(line)?.[1] ?? []);
  return oids.length === 0 ? new Set() : reach(bench, ...oids);
}

async function check(t: Test, bench: RemovalBench, removed: readonly RunId[]): Promise<void> {
  const { on, repository } = bench;
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
  const tips = await listTips(repository);
  t.notOk(tips.some(({ id }) => removed.includes(id)));
  for (const tip of tips)
    t.match(await checkRun(openCheck(repository), tip), { state: 'whole', findings: [] });
}

t.test('whatever lies beside the runs, gc removes what only the deleted ones held, and no more', async t => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 12 }),
      fc.infiniteStream(fc.boolean()),
      async (steps, coins) => {
        const bench = await removalBench(t);
        const { on, repository, trash } = bench;
        const ids: RunId[] = [];
        for (const given of steps) await take(bench, given, ids);
        const doomed = ids.filter(() => coins.next().value);
        for (const id of doomed) await trash(id);
        const gone =
          doomed.length === 0 ? new Set<string>() : reach(bench, ...doomed.map(id => `refs/runs/${id}`));
        const [kept, free, before] = [held(bench, doomed), lost(bench), bench.all()];
        const user = snapshotOf(on.path);
        const report = await gc({
          repository,
          author: AUTHOR,
          env: on.env,
          now: NOW + 60_000,
          trashAge: 0,
          grace: 0,
          dryRun: false,
          foldAfter: 0,
        });
        const after = new Set(bench.all());
        const missing = before.filter(oid => !after.has(oid));
        const expected = [...gone].filter(oid => !kept.has(oid) && !free.has(oid));
        t.same(missing.sort(), expected.sort());
        t.equal(report.freed.objects, missing.length);
        t.same(snapshotOf(on.path), user);
        await check(t, bench, doomed);
      },
    ),
    { numRuns: TRIES_ALL ? 20 : 2, endOnFailure: true },
  );
});

t.test(
  'a purge takes a content from everywhere in its run, or says that it is elsewhere; all else stays',
  async t => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), fc.nat(), async (steps, choice) => {
        const bench = await removalBench(t);
        const { on, repository } = bench;
        const ids: RunId[] = [];
        for (const given of [
          ...steps,
          { kind: 'run', content: 'content 0\n', source: 'x', edits: 1 } as const,
        ])
          await take(bench, given, ids);
        const id = ids[choice % ids.length] as RunId;
        const own = `own artifact ${choice % ids.length}`;
        const [kept, free] = [held(bench, [id]), lost(bench)];
        const before = bench.all();
        const user = snapshotOf(on.path);
        const request = { repository, author: AUTHOR, env: on.env, now: NOW };
        const refused = await purge({ ...request, runs: [{ id, paths: ['a', 'own', 's'] }] }).catch(
          error => error.code,
        );
        if (typeof refused === 'string') {
          t.equal(refused, 'own-history');
          t.same(bench.all(), before, 'a refusal changes nothing');
          t.match(await purge({ ...request, runs: [{ id, paths: ['own'] }] }), { left: 0 });
        }
        t.notOk(bench.allContent().includes(own));
        t.notOk(bench.allContent().includes(`own source ${choice % ids.length}\n`));
        const after = new Set(bench.all());
        t.same(
          before.filter(oid => (kept.has(oid) || free.has(oid)) && !after.has(oid)),
          [],
        );
        t.same(snapshotOf(on.path), user);
        await check(t, bench, []);
      }),
      { numRuns: TRIES_ALL ? 20 : 2, endOnFailure: true },
    );
  },
);
