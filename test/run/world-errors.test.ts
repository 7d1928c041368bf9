import t from 'tap';
import { isWorldError } from '../../src/run/world-errors.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

t.test('a full disk is the world’s, also as the cause of what failed', async t => {
  t.ok(isWorldError(full));
  t.ok(isWorldError(new Error('it cannot be written', { cause: full })));
});

t.test('a mistake is ours', async t => {
  for (const error of [
    new TypeError('x'),
    Object.assign(new Error('x'), { code: 'ERR_X' }),
    'ENOSPC',
    undefined,
  ])
    t.notOk(isWorldError(error));
});
