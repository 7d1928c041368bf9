import t from 'tap';
import { printPointer } from '../../src/git/lfs/pointer.ts';
import { type RunHistory, runHistory } from '../../src/store/run-history.ts';
import { soundObjects } from '../../src/store/sound-objects.ts';
import { whyInconsistent } from '../../src/store/validate-records.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
const { repository, on } = bench;
const run = bench.run();
const commit = await bench.save(run, { files: storedFiles({ 'artifacts/model': 'x' }) });
const history = (await runHistory(soundObjects(repository), commit)) as RunHistory;
const files = (await repository.objects.files(commit)).map(({ path, mode, oid, size }) => ({
  path,
  mode,
  oid,
  size,
}));
const why = (changed = files, tip = { id: run.id, commit }, past = history) =>
  whyInconsistent(repository.objects, tip, past, changed);

t.test('records that say what the tree says are consistent', async t => {
  t.equal(await why(), undefined);
});

t.test('another id, source, mode, and a file too many or too few are told', async t => {
  const other = bench.run().id;
  t.match(await why(files, { id: other, commit }), `says that it is run ${run.id}`);
  const source = { commit: on.git('rev-parse', commit), tree: run.source.tree };
  t.match(await why(files, { id: run.id, commit }, { ...history, source }), `follows ${commit}`);
  const altered = (change: Partial<(typeof files)[number]>) =>
    files.map(file => (file.path === 'artifacts/model' ? { ...file, ...change } : file));
  t.match(await why(altered({ mode: '100755' })), /mode 100755, and the manifest says 644/);
  t.match(await why(altered({ size: 7 })), /has 7 bytes, and the manifest says 1/);
  t.match(await why(altered({ path: 'artifacts/other' })), 'artifacts/other is in no manifest');
  t.match(await why(files.slice(1)), `${files[0]?.path} is in the manifest, and not there`);
});

t.test('a pointer is to what the manifest names, and nothing else', async t => {
  const content = { sha256: 'a'.repeat(64), size: 5 << 20 };
  const pointing = async (text: string) => {
    const large = bench.run();
    const file = {
      path: 'artifacts/model',
      content: Buffer.from(text),
      ...content,
      mode: '644',
      pointer: true,
    } as const;
    const tip = { id: large.id, commit: await bench.save(large, { files: [file] }) };
    const past = (await runHistory(soundObjects(repository), tip.commit)) as RunHistory;
    return why(await repository.objects.files(tip.commit), tip, past);
  };
  t.equal(await pointing(printPointer(content)), undefined);
  const other = { ...content, sha256: 'b'.repeat(64) };
  t.match(await pointing(printPointer(other)), 'is not the pointer to what the manifest names');
});
