import t from 'tap';
import { Turns } from '../../../src/interop/mlflow/turns.ts';
import { sampleId } from '../../support/run-rows.ts';

t.test('of one run one thing is done after the other, and others do not wait', async t => {
  const turns = new Turns();
  const [one, other] = [sampleId(1), sampleId(2)];
  const done: string[] = [];
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const first = turns.take(one, async () => {
    await held;
    done.push('first');
    throw new Error('in vain');
  });
  const second = turns.take(one, async () => done.push('second'));
  await turns.take(other, async () => done.push('other'));
  release();
  await t.rejects(first, { message: 'in vain' });
  await second;
  t.same(done, ['other', 'first', 'second']);
});
