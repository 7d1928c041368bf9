import t from 'tap';
import { printPointer } from '../../../src/git/lfs/pointer.ts';
import { exportedArtifacts } from '../../../src/interop/mlruns/exported-artifacts.ts';
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
  const { own, ofModels, losses } = await exportedArtifacts(bench.repository, loaded, artifacts, ['m-1']);
  t.match(own, [{ path: 'models/other' }, { path: 'plain', mode: '755' }]);
  t.match(ofModels, [{ path: 'models/m-1/artifacts/MLmodel' }]);
  t.match(losses, [{ path: 'artifacts/large', why: /not here/ }]);
  for (const { content } of [...own, ...ofModels]) {
    const pieces = [];
    for await (const piece of content) pieces.push(piece);
    t.equal(Buffer.concat(pieces).toString(), 'small');
  }
});
