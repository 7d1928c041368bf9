import t from 'tap';
import { untilWon } from '../../src/git/until-won.ts';
import { LockedError, RefConflictError } from '../../src/run/repository-errors.ts';

const conflict = new RefConflictError('refs/runs/x');
const locked = new LockedError('.git/refs/runs/x.lock');

/** How often it was tried, where every attempt but a last one fails. */
async function triesOf(error: Error, failures: number): Promise<number> {
  let tried = 0;
  const once = async (attempt: number) => {
    tried++;
    t.equal(attempt, tried);
    if (attempt <= failures) throw error;
    return 'won';
  };
  const end = await untilWon(once).catch((last: unknown) => last);
  t.equal(end, tried > failures ? 'won' : error);
  return tried;
}

t.test('a lost race is run again until it is won', async t => {
  t.equal(await triesOf(conflict, 0), 1);
  t.equal(await triesOf(conflict, 19), 20);
  t.equal(await triesOf(locked, 4), 5);
});

t.test('one that is lost each time is given up, a lock that nobody takes away sooner', async t => {
  t.equal(await triesOf(conflict, 1000), 20);
  t.equal(await triesOf(locked, 1000), 5);
});

t.test('what else goes wrong goes wrong once', async t => {
  t.equal(await triesOf(new Error('disk full'), 1000), 1);
});
