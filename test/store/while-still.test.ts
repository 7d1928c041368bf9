import { join } from 'node:path';
import t from 'tap';
import { WhileStill } from '../../src/store/while-still.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';
import { tickOn } from '../support/tick-on.ts';

const on = temporaryRepository(t);
const commonDir = join(on.path, '.git');
const LATER = Date.now() + 3_600_000;

t.test('what was read is kept until a ref of runs or experiments moves', async t => {
  const kept = new WhileStill<string>({ commonDir });
  t.equal(kept.value, undefined);
  for (const ref of ['refs/runs/a', 'refs/runs/experiments/b', 'refs/runs/ledger/c']) {
    kept.reading(LATER)('read');
    t.equal(kept.value, 'read');
    tickOn(commonDir);
    on.git('update-ref', ref, 'HEAD');
    t.equal(kept.value, undefined, ref);
  }
});

t.test('what was read while a ref moved is not kept', async t => {
  const kept = new WhileStill<string>({ commonDir });
  const keep = kept.reading(LATER);
  tickOn(commonDir);
  on.git('update-ref', 'refs/runs/d', 'HEAD');
  keep('read');
  t.equal(kept.value, undefined);
});

t.test('what has just changed may change again and look the same', async t => {
  const kept = new WhileStill<string>({ commonDir });
  on.git('update-ref', 'refs/runs/e', 'HEAD');
  kept.reading(Date.now())('read');
  t.equal(kept.value, undefined);
});
