import t from 'tap';
import { pointerId, printPointer } from '../../src/git/lfs/pointer.ts';
import { releaseContents } from '../../src/remove/release-contents.ts';
import { blob } from '../support/damage.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('a content whose pointer is nowhere is free, one of a pointer that is somewhere is not', async t => {
  const bench = await removalBench(t);
  const { repository, on } = bench;
  const [free, held, young] = await Promise.all(
    ['nobody has it', 'somebody does', 'who knows'].map(text =>
      repository.contents.put(on.write(text, text)),
    ),
  );
  blob(on, printPointer(held!));
  const ids = new Set([pointerId('sha1', free!), pointerId('sha1', held!)]);
  t.match(await releaseContents(repository, { only: ids, dryRun: true }), { objects: 1, bytes: 13 });
  t.match(await releaseContents(repository, { without: ids, dryRun: true }), { objects: 3 });
  t.match(await releaseContents(repository, { before: 0 }), {
    objects: 0,
    heldBack: { objects: 2, bytes: 22 },
  });
  t.equal((await repository.contents.list()).length, 3);
  t.match(await releaseContents(repository, { only: ids }), {
    objects: 1,
    bytes: 13,
    heldBack: { objects: 0 },
  });
  t.same(
    (await repository.contents.list()).map(({ sha256 }) => sha256).sort(),
    [held!, young!].map(one => one.sha256).sort(),
  );
  t.match(await releaseContents(repository, {}), { objects: 1 });
});

t.test('in a repository with none there is nothing to do', async t => {
  const bench = await removalBench(t);
  t.match(await releaseContents(bench.repository, {}), { objects: 0, bytes: 0 });
});
