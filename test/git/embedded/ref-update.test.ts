import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { refStore } from '../../../src/git/embedded/ref-store.ts';
import { isRefName, updateRefs } from '../../../src/git/embedded/ref-update.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

function place(t: Test) {
  const on = temporaryRepository(t);
  const gitDir = join(on.path, '.git');
  const updates = { gitDir, refs: refStore(gitDir), reflog: () => {}, has: async () => true };
  return { ...on, gitDir, updates, oid: on.git('rev-parse', 'HEAD') };
}

t.test('a lock that git holds is waited for, and never broken', async t => {
  const { gitDir, updates, oid, git } = place(t);
  const lock = join(gitDir, 'refs/heads/x.lock');
  writeFileSync(lock, '');
  const update = updateRefs(updates, [{ name: 'refs/heads/x', to: oid }]);
  await delay(50);
  t.notOk(existsSync(join(gitDir, 'refs/heads/x')));
  rmSync(lock);
  await update;
  t.equal(git('rev-parse', 'x'), oid);
  writeFileSync(lock, '');
  await t.rejects(updateRefs(updates, [{ name: 'refs/heads/x', from: oid }]), {
    code: 'locked',
    data: { file: lock },
  });
  t.ok(existsSync(lock));
  t.equal(git('rev-parse', 'x'), oid);
});

t.test('a packed ref is deleted with what stands beside it, others stay', async t => {
  const { gitDir, updates, oid, git } = place(t);
  git('tag', '-a', '-m', 'x', 'v1');
  git('tag', '-a', '-m', 'x', 'v2');
  git('pack-refs', '--all');
  const v1 = git('rev-parse', 'v1');
  await updateRefs(updates, [{ name: 'refs/tags/v1', from: v1 }]);
  t.equal(git('for-each-ref', '--format=%(refname)'), 'refs/heads/main\nrefs/tags/v2');
  t.equal(git('rev-parse', 'v2^{commit}'), oid);
  t.notOk(existsSync(join(gitDir, 'packed-refs.lock')));
  await updateRefs(updates, [{ name: 'refs/tags/none' }]);
  writeFileSync(join(gitDir, 'packed-refs.lock'), '');
  await t.rejects(updateRefs(updates, [{ name: 'refs/tags/v2' }]), { code: 'locked' });
  t.equal(git('rev-parse', 'v2^{commit}'), oid);
});

t.test('names are those that git allows', async t => {
  const { git } = place(t);
  const allows = (name: string) => {
    try {
      git('check-ref-format', name);
      return name.startsWith('refs/') && name.split('/').length > 2;
    } catch {
      return false;
    }
  };
  const parts = [
    'a',
    '.a',
    'a.',
    'a.lock',
    'a..b',
    'a b',
    'a~',
    'a^',
    'a:',
    'a?',
    'a*',
    'a[',
    'a\\',
    'a@{b',
    '@',
    'ü',
    '',
    'a\x7f',
    '-',
    'a.b',
  ];
  for (const part of parts) {
    for (const name of [`refs/runs/${part}`, `refs/${part}/x`, part, `refs/${part}`])
      t.equal(isRefName(name), allows(name), name);
  }
});
