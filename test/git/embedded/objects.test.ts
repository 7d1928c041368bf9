import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a ref that cannot be moved leaves the objects, and the others moved', async t => {
  const { path, env, git } = temporaryRepository(t);
  const { objects } = await openEmbedded(path, env);
  git('update-ref', 'refs/runs/2', 'HEAD');
  const author = { name: 'A', email: 'a' };
  const commits = ['1', '2'].map(id => ({
    ref: `refs/runs/${id}`,
    changes: [],
    author,
    time: 1,
    message: id,
  }));
  await t.rejects(objects.commit(commits), { code: 'ref-conflict', data: { ref: 'refs/runs/2' } });
  t.equal(git('log', '-1', '--format=%s', 'refs/runs/1'), '1');
  t.equal(git('rev-parse', 'refs/runs/2'), git('rev-parse', 'HEAD'));
  t.same(
    readdirSync(join(path, '.git/refs/runs')).filter(name => name.endsWith('.lock')),
    [],
  );
});

t.test('one name asked twice, or with a line break, does not confuse the others', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  const { objects } = await openEmbedded(path, env);
  const found = await objects.read(['HEAD:a', 'x\nHEAD:a', 'HEAD:a']);
  t.same(
    found.map(object => object?.oid),
    [git('rev-parse', 'HEAD:a'), undefined, git('rev-parse', 'HEAD:a')],
  );
});
