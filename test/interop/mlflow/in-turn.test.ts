import t from 'tap';
import { inTurn } from '../../../src/interop/mlflow/in-turn.ts';

t.test('each piece of work begins when the last one is done, or has failed', async t => {
  const line = inTurn();
  const seen: string[] = [];
  const piece = (name: string, fails = false) =>
    line(async () => {
      seen.push(`${name} begins`);
      await new Promise(resolve => setImmediate(resolve));
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([piece('a'), piece('b', true), piece('c')]);
  t.match(all, [{ value: 'a' }, { reason: { message: 'b' } }, { value: 'c' }]);
  t.same(seen, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});
