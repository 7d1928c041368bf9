import t from 'tap';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { checkSource } from '../../src/store/check-source.ts';
import { cutObject, loosen, removeObject, swapBlob } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';
import type { Teardown } from '../support/temporary-repository.ts';

async function bench(t: Teardown) {
  const made = await storeBench(t, { files: { 'train.py': 'print(1)\n', 'deep/a': 'a', 'deep/b': 'b' } });
  const run = made.run();
  const commit = await made.save(run);
  loosen(made.on);
  return {
    ...made,
    run,
    commit,
    oid: (name: string) => made.on.git('rev-parse', name),
    messages: async (source: Parameters<typeof checkSource>[2] = run.source, options = {}) => {
      const ground = openCheck(made.repository, options);
      const [tip] = await ground.objects.read([commit]);
      if (typeof tip !== 'object') throw new Error('the commit is gone');
      return (await checkSource(ground, tip, source)).map(({ message }) => message);
    },
  };
}

t.test('a source that is all there is nothing to speak of', async t => {
  const { messages, repository, run, commit } = await bench(t);
  t.same(await messages(), []);
  const ground = openCheck(repository);
  await checkRun(ground, { id: run.id, commit });
  t.equal(ground.wholeTrees.size, 2, 'and is not looked over twice');
  t.match(await checkRun(ground, { id: run.id, commit }), { state: 'whole' });
});

t.test('a source commit that is gone is told', async t => {
  const { messages, on, run } = await bench(t);
  removeObject(on, run.source.commit);
  t.same(await messages(), [`commit ${run.source.commit} is missing or cannot be read`]);
});

t.test('files and directories that are gone, cut off or swapped are told by their names', async t => {
  const { messages, on, oid } = await bench(t);
  const files = { blob: oid('HEAD:deep/a'), cut: oid('HEAD:deep/b'), script: oid('HEAD:train.py') };
  removeObject(on, files.blob);
  cutObject(on, files.cut);
  swapBlob(on, files.script, 'print(2)\n');
  t.same(await messages(), [
    'train.py of its source has other bytes than its id says',
    'deep/a of its source is missing or cannot be read',
    'deep/b of its source is missing or cannot be read',
  ]);
  t.same(
    (await messages(undefined, { content: false }))[0],
    'deep/a of its source is missing or cannot be read',
  );
  removeObject(on, oid('HEAD:deep'));
  t.ok((await messages()).includes('in its source, the directory deep is missing or cannot be read'));
});

t.test('a source that the run does not keep from gc, and another tree, are told', async t => {
  const { messages, run } = await bench(t);
  const { source } = run;
  t.match(await messages({ ...source, commit: '1'.repeat(40) }), [
    /does not descend from its source 1+, which gc/,
  ]);
  t.match(await messages({ ...source, tree: '1'.repeat(40) }), [/has another tree than run\.json says$/]);
});
