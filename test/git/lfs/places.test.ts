import t from 'tap';
import { fileIn, usersStorage } from '../../../src/git/lfs/places.ts';
import type { GitConfig } from '../../../src/git/repository.ts';

t.test('a content lies where git-lfs would put it', async t => {
  const sha256 = `01ab${'c'.repeat(60)}`;
  t.equal(fileIn('/s', sha256), `/s/objects/01/ab/${sha256}`);
  for (const hostile of ['', '../../x', `${sha256}/..`, sha256.toUpperCase()])
    t.throws(() => fileIn('/s', hostile), TypeError, hostile);
});

t.test("the user's own storage is where their configuration says", async t => {
  const storage = (set?: string) =>
    usersStorage({ commonDir: '/r/.git' }, { get: () => set } as unknown as GitConfig);
  t.equal(storage(), '/r/.git/lfs');
  t.equal(storage('../shared'), '/r/shared');
  t.equal(storage('/mnt/lfs'), '/mnt/lfs');
  t.equal(storage('~/lfs'), undefined, 'whose home it means only git-lfs knows');
});
