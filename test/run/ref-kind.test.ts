import t from 'tap';
import { kindOfRef } from '../../src/run/ref-kind.ts';

const ULID = '01k8z6x9qvj3n5m7p9r1s3t5w7';
const EXPERIMENT = 'abcdefghijklmnopqrstuvwx27';

t.test('each kind of ref is known by its name', async t => {
  t.same(kindOfRef(`refs/runs/${ULID}`), { kind: 'run', id: ULID });
  t.same(kindOfRef(`refs/runs/experiments/${EXPERIMENT}`), { kind: 'experiment', id: EXPERIMENT });
  t.same(kindOfRef(`refs/runs/registry/${EXPERIMENT}`), { kind: 'model', id: EXPERIMENT });
  t.same(kindOfRef(`refs/runs/ledger/${ULID}`), { kind: 'ledger', writer: ULID });
  t.same(kindOfRef(`refs/runs/ledger-keep/${ULID}/12`), { kind: 'keep', writer: ULID });
});

t.test('what only looks like one is none', async t => {
  const names = [
    `refs/heads/${ULID}`,
    `refs/runs/${ULID.toUpperCase()}`,
    `refs/runs/${ULID}/x`,
    `refs/runs/x/${ULID}`,
    'refs/runs/-rf',
    `refs/runs/experiments/${EXPERIMENT}x`,
    'refs/runs/experiments/default',
    'refs/runs/registry/iris',
    `refs/runs/registry/${EXPERIMENT}/x`,
    `refs/runs/registry/${EXPERIMENT.toUpperCase()}`,
    `refs/runs/ledger/${ULID}/x`,
    'refs/runs/ledger/x',
    `refs/runs/ledger-keep/${ULID}`,
    `refs/runs/ledger-keep/${ULID}/a/b`,
    `refs/runs/ledger-keep/${ULID}/a\nb`,
    `refs/runs/ledger-keep/${ULID}/${'1'.repeat(40)}`,
  ];
  t.same(
    names.filter(name => kindOfRef(name) !== undefined),
    [],
  );
});
