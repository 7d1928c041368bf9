import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import type { JsonObject } from '../../src/run/json.ts';
import type { Run } from '../../src/run/run.ts';
import type { Source } from '../../src/run/source.ts';
import { type FactSource, runFacts } from '../../src/view/run-facts.ts';
import { idAt, NOW, sampleRow, sampleRun } from '../support/run-rows.ts';

function fact(label: string, changes: Partial<Run>, environment?: JsonObject, width?: number) {
  const facts = runFacts({ row: sampleRow(changes), environment }, { now: NOW, zone: utc, width });
  return facts.find(known => known.label === label)?.lines;
}

const { source, command, host } = sampleRun();

t.test('a long command breaks where a shell goes on reading', async t => {
  const argv = ['python', 'train.py', '--learning-rate', '0.1', '--note', 'a b c'];
  t.same(fact('command', { command: { ...command, argv } }, undefined, 45), [
    'python train.py \\',
    '  --learning-rate 0.1 --note \\',
    "  'a b c'",
  ]);
  t.same(fact('command', { command: { ...command, argv } }), [
    "python train.py --learning-rate 0.1 --note 'a b c'",
  ]);
});

t.test('registered versions are told with their stages and aliases', async t => {
  const registered = [
    { name: 'iris', version: 2, stage: 'Production', aliases: ['best', 'b'] },
    { name: 'lily', version: 1, stage: 'None', aliases: [] },
  ];
  const facts = runFacts({ row: sampleRow({}), environment: undefined, registered }, { now: NOW, zone: utc });
  t.same(facts.find(({ label }) => label === 'registered')?.lines, [
    'iris 2, Production (best, b)',
    'lily 1',
  ]);
  t.equal(fact('registered', {}), undefined);
});

t.test('a directory other than the top is told', async t => {
  t.same(fact('directory', { command: { ...command, cwd: 'sub/dir' } }), ['sub/dir']);
  t.equal(fact('directory', {}), undefined);
});

t.test('the source tells what was not committed, and what is missing', async t => {
  const dirty = {
    ...source,
    modified: 2,
    added: 1,
    deleted: 3,
    omitted: [{ path: 'big.bin', reason: 'too-large' as const, size: 12e6 }],
    stable: false,
    sparse: 1200,
    unmerged: true,
  };
  t.same(fact('source', { source: dirty }), [
    '4f1c2a9b1c (main at 9e8d7c6b12, 2 modified, 1 added, 3 deleted)',
    'without big.bin (too large, 12.0 MB)',
    'with 1200 files of HEAD that a sparse checkout left out',
    'files changed while they were read: this may be a mixture',
    'with unmerged files: conflict markers are part of it',
  ]);
  const { head: _, branch: __, ...first } = source;
  t.same(fact('source', { source: first }), ['4f1c2a9b1c (before the first commit, unchanged)']);
  const { branch: ___, ...detached } = source;
  t.same(fact('source', { source: detached }), ['4f1c2a9b1c (detached at 9e8d7c6b12, unchanged)']);
});

t.test('repositories within are told, stored or not', async t => {
  const commit = 'c'.repeat(40);
  const nested: Source['nested'] = [
    { path: 'a', kind: 'submodule', commit, stored: false, left: 'published', dirty: false },
    { path: 'b', kind: 'submodule', commit, stored: false, left: 'empty', dirty: false },
    {
      path: 'big',
      kind: 'repository',
      commit,
      stored: false,
      left: 'omitted',
      dirty: true,
      files: 3,
      bytes: 9,
    },
    { path: 'c', kind: 'submodule', commit, stored: true, dirty: true, files: 2, bytes: 1200 },
    { path: 'd', kind: 'repository', stored: true, dirty: true, files: 1, bytes: 5 },
  ];
  const omitted: Source['omitted'] = [{ path: 'big', reason: 'nested-repository', size: 9 }];
  t.same(fact('source', { source: { ...source, nested, omitted } }), [
    '4f1c2a9b1c (main at 9e8d7c6b12, 3 repositories within)',
    'the submodule a at cccccccccc, which its remote has',
    'the submodule b was empty',
    'with the submodule c at cccccccccc, with changes (2 files, 1.2 kB)',
    'with the repository d (1 file, 5 B)',
    'without big (nested repository, 3 files, 9 B) at cccccccccc',
  ]);
});

t.test('what Git ignores is told in a line', async t => {
  const largest = ['.venv/', 'data/', 'out/', 'x.log'].map(path => ({ path, count: 3, bytes: 1e6 }));
  const shown = (ignored: Source['ignored']) =>
    fact('source', { source: { ...source, ignored } as Source })?.slice(1);
  t.same(shown({ count: 12, bytes: 4e6, largest, complete: true }), [
    'without 12 files that Git ignores, 4.0 MB: .venv/ 1.0 MB, data/ 1.0 MB, out/ 1.0 MB …',
  ]);
  t.same(shown({ count: 3, bytes: 1e6, largest: largest.slice(0, 1), complete: false }), [
    'without 3 files that Git ignores, 1.0 MB: .venv/ 1.0 MB (not all were counted)',
  ]);
  t.same(shown({ count: 0, bytes: 0, largest: [], complete: false }), [
    'without what Git ignores: there was no time to count it',
  ]);
});

t.test('the environment in brief', async t => {
  const environment = {
    os: { id: 'debian', version: '12' },
    python: { implementation: 'CPython', version: '3.11.2', packages: [{}, {}] },
    gpu: { driver: '550', devices: [{ name: 'NVIDIA A100' }] },
  };
  t.same(fact('environment', {}, environment), ['debian 12, CPython 3.11.2, 2 packages, NVIDIA A100']);
});

t.test('an environment of another shape does no harm', async t => {
  for (const environment of [
    {},
    { os: null, python: [], gpu: 'x' },
    { os: { id: 3 }, gpu: { devices: 1 } },
  ]) {
    t.equal(fact('environment', {}, environment), undefined);
  }
});

t.test('resources, log, lineage, seed and a lost end', async t => {
  t.same(fact('resources', { resources: { wall: 1, cpu: 75, memory: 1.2e9 } }), [
    '1m 15s CPU, 1.2 GB peak memory',
  ]);
  t.equal(fact('resources', {}), undefined);
  t.same(fact('log', { log: { bytes: 3_400_000, dropped: 0, parts: 1 } }), ['3.4 MB']);
  t.same(fact('log', { log: { bytes: 3_400_000, dropped: 2000, parts: 1 } }), [
    '3.4 MB, 2.0 kB of its middle not kept',
  ]);
  t.same(fact('lineage', { lineage: [{ relation: 'rerun-of', id: idAt(NOW, 'abcdefgh') }] }), [
    'rerun of abcdefgh',
  ]);
  t.same(fact('seed', { seed: '42' }), ['42']);
  t.same(fact('end', { outcome: { status: 'lost', why: 'no heartbeat' } }), ['not seen: no heartbeat']);
  t.same(fact('host', { host: { ...host, name: 'a' } }), ['a: linux x64, EPYC 7313 × 64, 256 GB']);
});

t.test('what nobody has recorded is not made up', async t => {
  t.same(fact('source', { source: { ...source, unknown: true } }), ['not known']);
  const unknown = { name: '', os: '', arch: '', cpu: '', cpus: 0, memory: 0 };
  t.equal(fact('host', { host: unknown }), undefined);
});

t.test('that it was gone on with after its end is told, and that it is', async t => {
  const time = (n: number) => ({
    ...{ attempt: idAt(NOW + n), author: 'Ada <a@b>' },
    ...{ started: new Date(NOW - 60_000).toISOString(), ended: new Date(NOW).toISOString() },
  });
  const told = (more: Partial<FactSource>) =>
    runFacts({ row: sampleRow(), environment: undefined, ...more }, { now: NOW, zone: utc }).find(
      ({ label }) => label === 'continued',
    )?.lines;
  t.equal(told({}), undefined);
  t.match(told({ wentOn: [time(1)] }), [/^1 time, last 20.*\(1 min ago\) by Ada <a@b>$/]);
  t.match(told({ wentOn: [time(1), time(2)], goesOn: true }), [/^2 times/, /^goes on now/]);
});
