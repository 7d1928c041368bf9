import t from 'tap';
import { printPointer } from '../../../src/git/lfs/pointer.ts';
import { givenArtifacts } from '../../../src/interop/mlflow-runs/given-artifacts.ts';
import { loadDetail, loadRun } from '../../../src/store/load.ts';
import { entryOf } from '../../../src/store/save.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test("artifacts are parted into those of models and the run's own; what is not here is told", async t => {
  const bench = await storeBench(t);
  const small = Buffer.from('small');
  const absent = { sha256: 'a'.repeat(64), size: 12 };
  const files = [
    { path: 'artifacts/plain', content: small, ...entryOf(small), mode: '755' as const },
    { path: 'artifacts/models/m-1/MLmodel', content: small, ...entryOf(small), mode: '644' as const },
    { path: 'artifacts/models/other', content: small, ...entryOf(small), mode: '644' as const },
    { path: 'artifacts/mlflow.ndjson', content: small, ...entryOf(small), mode: '644' as const },
    {
      path: 'artifacts/large',
      content: Buffer.from(printPointer(absent)),
      ...absent,
      mode: '644' as const,
      pointer: true as const,
    },
  ];
  const commit = await bench.save(bench.run(), { files });
  const loaded = await loadRun(bench.repository.objects, commit);
  const { artifacts } = await loadDetail(bench.repository.objects, loaded);
  const folders = new Map([['m-1', 'models/m-1']]);
  const given = await givenArtifacts(bench.repository, loaded, artifacts, folders);
  t.match(given.files, [
    { path: 'MLmodel', model: 'm-1', size: small.length },
    { path: 'models/other', model: undefined },
    { path: 'plain', mode: '755' },
  ]);
  t.match(given.losses, [{ path: 'artifacts/large', why: /not here/ }]);
  for (const { content } of given.files) {
    const pieces = [];
    for await (const piece of content()) pieces.push(piece);
    t.equal(Buffer.concat(pieces).toString(), 'small');
  }
});
