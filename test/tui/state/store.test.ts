import t from 'tap';
import { openStore } from '../../../src/tui/state/store.ts';

t.test('who listens hears of changes, and of nothing else, until he has enough', async t => {
  const store = openStore((state: number, event: number) => state + event, 1);
  let heard = 0;
  const end = store.subscribe(() => heard++);
  store.send(2);
  t.equal(store.state(), 3);
  store.send(0);
  t.equal(heard, 1);
  end();
  store.send(1);
  t.equal(heard, 1);
});
