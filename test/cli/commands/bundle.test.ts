import { join } from 'node:path';
import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';

t.test('every run made anywhere ends up everywhere, byte for byte, by a remote and a bundle', async t => {
  const { clones, refs } = await team(t, 3);
  const [one, two, three] = clones as [Clone, Clone, Clone];
  for (const clone of clones) {
    await clone.save({ name: 'otter' }, { sources: { own: clone.path } });
    await clone.experiment('digits');
  }
  // The third has no network: what it has comes and goes by a file.
  three.git('remote', 'set-url', 'origin', '/nowhere/x.git');
  const file = join(three.path, '.git', 'three.bundle');
  t.match(await three.run('bundle', 'create', file), { exitCode: 0, stdout: /^bundled 1 run into/ });
  t.match(await one.run('bundle', 'open', file), { exitCode: 0, stdout: /^fetched 1 run/ });
  for (const clone of [one, two, one]) {
    await clone.fetch();
    t.match(await clone.push(), { refused: [] });
  }
  const back = join(one.path, '.git', 'back.bundle');
  await one.run('bundle', 'create', back);
  t.match(await three.run('bundle', 'open', back), { exitCode: 0 });
  t.equal(refs().length, 4);
  for (const clone of clones) t.same(clone.refs(), refs());
  t.match(
    await three.run('bundle', 'open', back),
    { exitCode: 0, stdout: /^nothing new/ },
    'once more changes nothing',
  );
});
