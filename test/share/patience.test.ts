import t from 'tap';
import { RemoteError } from '../../src/run/repository-errors.ts';
import { CLOCK, ONCE, paced, patient, withRetries } from '../../src/share/patience.ts';

/** A clock that stands still but where it is waited for. */
function clock() {
  const state = { now: 0, waits: [] as number[] };
  return {
    state,
    pauses: CLOCK.pauses,
    now: () => state.now,
    async wait(ms: number) {
      state.waits.push(ms);
      state.now += ms;
    },
  };
}
const passing = new RemoteError('origin', 'it broke off', undefined, { nature: 'passes' });

t.test('what may pass is tried again, a few times, with longer pauses', async t => {
  const at = clock();
  let tries = 0;
  const told: string[] = [];
  const act = async () => {
    if (++tries < 3) throw passing;
    return 'done';
  };
  t.equal(await withRetries(at, act, { onPause: error => told.push(error.message) }), 'done');
  t.same([tries, at.state.waits, told.length], [3, [1000, 4000], 2]);
  await t.rejects(
    withRetries(clock(), () => Promise.reject(passing)),
    passing,
  );
});

t.test('who must not wait does not', async t => {
  let tries = 0;
  const act = () => Promise.reject(passing).finally(() => tries++);
  await t.rejects(withRetries(ONCE, act), passing);
  t.equal(tries, 1);
});

t.test('a patient door lists and fetches again, and pushes once', async t => {
  const calls: string[] = [];
  const failing = (name: string) => async () => {
    calls.push(name);
    if (calls.filter(one => one === name).length < 3) throw passing;
    return [];
  };
  const door = {
    missing: failing('missing'),
    list: failing('list'),
    push: failing('push'),
    fetch: failing('fetch'),
  };
  const remotes = patient(door as never, clock());
  t.same(await remotes.list('origin', []), []);
  await remotes.fetch('origin', []);
  await t.rejects(remotes.push('origin', []), passing);
  t.same(calls, ['list', 'list', 'list', 'fetch', 'fetch', 'fetch', 'push']);
});

t.test('what lasts is not tried again', async t => {
  for (const error of [new RemoteError('origin', 'no such repository'), new Error('a bug')]) {
    let tries = 0;
    await t.rejects(
      withRetries(clock(), async () => {
        tries++;
        throw error;
      }),
      error,
    );
    t.equal(tries, 1);
  }
});

t.test('a pause ends when it is given up', async t => {
  const stop = new AbortController();
  const waiting = withRetries(CLOCK, () => Promise.reject(passing), {
    signal: stop.signal,
    onPause: () => stop.abort(),
  });
  await t.rejects(waiting, { name: 'AbortError' });
});

t.test('no more pass in any minute than may, and none waits longer than it must', async t => {
  const at = clock();
  const turn = paced(at, 2);
  const passed: number[] = [];
  for (let n = 0; n < 6; n++) {
    await turn();
    passed.push(at.state.now);
    at.state.now += 5000;
  }
  t.same(passed, [0, 5000, 60_000, 65_000, 120_000, 125_000]);
  const free = paced(at, Number.POSITIVE_INFINITY);
  const { length } = at.state.waits;
  for (let n = 0; n < 100; n++) await free();
  t.equal(at.state.waits.length, length);
});
