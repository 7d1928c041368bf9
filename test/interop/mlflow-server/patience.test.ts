import t from 'tap';
import { withPatience } from '../../../src/interop/mlflow-server/patience.ts';
import { RefusedError } from '../../../src/interop/mlflow-server/refused-error.ts';
import { RemoteError } from '../../../src/run/repository-errors.ts';
import { hurried } from '../../support/fake-mlflow.ts';

/** Fails with each error in turn, and then answers. */
function failing(...errors: Error[]) {
  let tries = 0;
  const act = async () => {
    const error = errors[tries++];
    if (error !== undefined) throw error;
    return 'answer';
  };
  return { act, tries: () => tries };
}
const refused = (status: number, retryAfter?: number) =>
  new RefusedError('x', 'no', status, retryAfter === undefined ? {} : { retryAfter });
const passing = () => new RemoteError('x', 'broke off', undefined, { nature: 'passes' });

t.test('what may pass is tried again, later each time', async t => {
  const waits: number[] = [];
  t.equal(
    await withPatience('x', hurried(waits), failing(refused(503), passing(), refused(429)).act),
    'answer',
  );
  t.equal(waits.length, 3);
  for (const [at, pause] of [500, 1000, 2000].entries())
    t.ok(Math.abs((waits[at] as number) - pause) <= pause / 4, `${waits[at]} is about ${pause}`);
});

t.test('a server that says how long is waited for, within reason', async t => {
  const waits: number[] = [];
  await withPatience('x', hurried(waits), failing(refused(429, 7000), refused(503, 86_400_000)).act);
  t.same(waits, [7000, 60_000]);
});

t.test('what will not pass is not tried again; what a server fails with is, for a while', async t => {
  for (const [error, tries] of [
    [refused(400), 1],
    [refused(404), 1],
    [new RemoteError('x', 'no such host'), 1],
    [new Error('bug'), 1],
    [refused(500), 3],
  ] as const) {
    const { act, tries: had } = failing(...Array.from({ length: 9 }, () => error));
    await t.rejects(withPatience('x', hurried(), act), error);
    t.equal(had(), tries, error.message);
  }
});

t.test('what did not pass in time is trouble of the server, and not a refusal of the thing', async t => {
  const { act } = failing(...Array.from({ length: 9 }, () => refused(503)));
  await t.rejects(withPatience('x', hurried(), act), { code: 'remote', data: { nature: 'passes' } });
});
