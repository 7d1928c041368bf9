import t from 'tap';
import type { StatusEntry } from '../../src/git/repository.ts';
import { type CheckoutFacts, planCheckout } from '../../src/reproduce/plan-checkout.ts';
import { sampleRun } from '../support/run-rows.ts';

const run = sampleRun();
const artifact = (path: string) => ({ path, sha256: 'x', size: 1 });
const file = (path: string) => ({ path, mode: '644', oid: 'x', size: 1 }) as const;

function facts(changes: Partial<CheckoutFacts> = {}): CheckoutFacts {
  return {
    run,
    wish: { what: 'all', inPlace: false },
    place: { workTree: '/home/ada/digits', commonDir: '/home/ada/digits/.git' },
    cwd: '/home/ada/digits/src',
    artifacts: [],
    source: { files: [], submodules: [] },
    look: () => 'nothing',
    ...changes,
  };
}

const there = (...paths: string[]) => ({
  look: (path: string) => (paths.includes(path) ? 'taken' : 'nothing') as 'taken' | 'nothing',
});

t.test('the worktree goes beside the repository, under a name that is free', t => {
  const named = '/home/ada/digits-swift-otter';
  t.equal(planCheckout(facts()).path, named);
  t.equal(planCheckout(facts(there(named))).path, `${named}-7v8xk2qp`);
  t.throws(() => planCheckout(facts(there(named, `${named}-7v8xk2qp`))), { name: 'WouldOverwriteError' });
  t.end();
});

t.test('a bare repository is as good', t => {
  const place = { commonDir: '/srv/digits.git' };
  t.equal(planCheckout(facts({ place })).path, '/srv/digits-swift-otter');
  t.end();
});

t.test('a name cannot lead elsewhere', t => {
  const at = (name: string) => planCheckout(facts({ run: { ...run, name } })).path;
  t.equal(at('../../etc/x'), '/home/ada/digits-etc-x');
  t.equal(at('a/b c\u202e'), '/home/ada/digits-a-b-c');
  t.equal(at('über'), '/home/ada/digits-über');
  t.equal(at('..'), '/home/ada/digits-7v8xk2qp');
  t.end();
});

t.test('a directory that was asked for must be empty', t => {
  const wish = { what: 'all', inPlace: false, path: '/tmp/x' } as const;
  t.equal(planCheckout(facts({ wish, look: () => 'empty' })).path, '/tmp/x');
  t.throws(() => planCheckout(facts({ wish, look: () => 'half' })), { code: 'unfinished-checkout' });
  t.throws(() => planCheckout(facts({ wish, look: () => 'taken' })), {
    name: 'WouldOverwriteError',
    data: { path: '/tmp/x' },
  });
  t.end();
});

t.test('artifacts alone go into a plain directory', t => {
  const wish = { what: 'artifacts', inPlace: false } as const;
  const { source: _, ...known } = facts({ wish, artifacts: [artifact('out/a')] });
  t.same(planCheckout(known), {
    kind: 'artifacts',
    path: '/home/ada/digits/src/swift-otter-artifacts',
    artifacts: [artifact('out/a')],
    leftOut: [],
  });
  t.end();
});

t.test('where the source has a file, an artifact is left out and named', t => {
  const source = { files: ['results.json', 'out', 'lib/x.py'].map(file), submodules: [] };
  const artifacts = ['results.json', 'out/model.pt', 'lib', 'lib/y.json', 'outer'].map(artifact);
  const plan = planCheckout(facts({ source, artifacts }));
  t.same(
    plan.leftOut.map(({ path }) => path),
    ['results.json', 'out/model.pt', 'lib'],
  );
  t.same(
    plan.artifacts.map(({ path }) => path),
    ['lib/y.json', 'outer'],
  );
  t.end();
});

const inPlace = { what: 'all', inPlace: true } as const;

t.test('in place, the way back is part of the plan', t => {
  const back = (status: CheckoutFacts['status'] & object) =>
    planCheckout(facts({ wish: inPlace, status })).wayBack?.join(' ');
  t.equal(back({ head: 'abc', branch: 'main', entries: [] }), 'git switch main');
  t.equal(back({ head: 'abc', entries: [] }), 'git switch --detach abc');
  t.equal(back({ branch: 'main', entries: [] }), 'git switch --orphan main');
  t.end();
});

t.test('in place, nothing that is not committed is at risk', t => {
  const entry = (path: string): StatusEntry => ({ path, kind: 'untracked', deleted: false, inHead: false });
  const refused = (count: number) => () =>
    planCheckout(
      facts({
        wish: inPlace,
        status: { head: 'abc', entries: Array.from({ length: count }, (_, n) => entry(`f${n}`)) },
      }),
    );
  t.throws(refused(1), {
    name: 'WouldOverwriteError',
    data: { why: 'it has changes that are not committed: f0' },
  });
  t.throws(refused(7), { name: 'WouldOverwriteError', data: { why: /: f0, f1, f2, f3, f4 and 2 more$/ } });
  const status = { head: 'abc', entries: [] };
  t.throws(() => planCheckout(facts({ wish: inPlace, status, underWay: 'a rebase' })), {
    name: 'WouldOverwriteError',
    data: { why: 'a rebase is under way' },
  });
  t.end();
});
