import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { refsState } from '../../src/git/refs-state.ts';
import { temporaryDirectory, temporaryRepository } from '../support/temporary-repository.ts';
import { tickOn } from '../support/tick-on.ts';

t.test('whatever moves a ref is seen, and what moves none is not', async t => {
  const on = temporaryRepository(t);
  const gitDir = join(on.path, '.git');
  const state = () => refsState(gitDir, ['refs/runs/', 'refs/runs/ledger/']).mark;
  on.git('commit', '-q', '--allow-empty', '-m', 'second');
  const moves: (readonly string[])[] = [
    ['update-ref', 'refs/runs/a', 'HEAD'],
    ['update-ref', 'refs/runs/a', 'HEAD~1'],
    ['update-ref', 'refs/runs/ledger/w', 'HEAD'],
    ['update-ref', 'refs/runs/ledger/w', 'HEAD~1'],
    ['pack-refs', '--all'],
    ['update-ref', '-d', 'refs/runs/ledger/w'],
    ['update-ref', '-d', 'refs/runs/a'],
  ];
  for (const words of moves) {
    const before = state();
    t.equal(state(), before);
    tickOn(gitDir);
    on.git(...words);
    t.not(state(), before, words.join(' '));
  }
  const before = state();
  tickOn(gitDir);
  on.git('update-ref', 'refs/heads/other', 'HEAD');
  writeFileSync(join(on.path, 'train.py'), 'print(2)');
  t.equal(state(), before);
});

t.test('it tells when something last changed', async t => {
  t.equal(refsState(temporaryDirectory(t), ['refs/runs/']).changed, 0);
  const on = temporaryRepository(t);
  on.git('update-ref', 'refs/runs/a', 'HEAD');
  const { changed } = refsState(join(on.path, '.git'), ['refs/runs/']);
  t.ok(changed > 0 && changed <= Date.now() + 1);
});

t.test(
  'what cannot be looked at may change at any time',
  { skip: process.getuid?.() === 0 && 'nothing is closed to root' },
  async t => {
    const closed = temporaryDirectory(t);
    chmodSync(closed, 0);
    t.teardown(() => chmodSync(closed, 0o700));
    t.equal(refsState(closed, ['refs/runs/']).changed, Number.POSITIVE_INFINITY);
  },
);
