import { join } from 'node:path';
import t from 'tap';
import { packHeads } from '../../../src/git/embedded/pack-heads.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('of every packed object it is told what it is and how large, as Git tells it', async t => {
  const { path, env, git, write } = temporaryRepository(t, { files: { a: '1\n' } });
  const heads = packHeads(join(path, '.git'));
  for (let version = 0; version < 12; version++) {
    write(
      'deep/data',
      Array.from({ length: 3000 }, (_, line) => `${line % (version + 7)} ${line}\n`).join(''),
    );
    write(`file-${version}`, 'x'.repeat(version * 700));
    git('add', '--all');
    git('commit', '-q', '-m', `${version}`);
  }
  git('tag', '-a', '-m', 'x', 'v1');
  for (const byOffset of ['true', 'false']) {
    git('-c', `repack.useDeltaBaseOffset=${byOffset}`, 'repack', '-q', '-a', '-d', '-f');
    const all = gitIn(path, env, ['cat-file', '--batch-all-objects', '--batch-check']).split('\n');
    t.ok(all.length > 40);
    for (const line of all) {
      const [oid = '', type, size] = line.split(' ');
      t.same(heads(oid), { oid, type, size: Number(size) }, line);
    }
  }
  const deltas = gitIn(path, env, ['cat-file', '--batch-all-objects', '--batch-check=%(deltabase)']);
  t.match(deltas, /[1-9a-f]{5}/, 'some are differences');
  t.equal(heads('1'.repeat(40)), undefined);
});
