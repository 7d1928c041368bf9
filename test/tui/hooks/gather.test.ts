import t from 'tap';
import { gather } from '../../../src/tui/hooks/gather.ts';

function gathered() {
  const told: string[] = [];
  const gatherer = gather((name, bytes) =>
    told.push(`${name} ${Buffer.from(bytes.subarray(0, 9)).toString()}`),
  );
  const until = async (count: number) => {
    while (told.length < count) await new Promise(resolve => setTimeout(resolve, 5));
  };
  return { told, until, ...gatherer };
}

t.test('small pieces come together, part by part', async t => {
  const { told, until, hear } = gathered();
  for (const piece of ['a', 'b', 'c']) await hear('0', Buffer.from(piece));
  await hear('1', Buffer.from('d'));
  t.same(told, []);
  await until(2);
  t.same(told, ['0 abc', '1 d']);
});

t.test('whoever writes faster than that waits', async t => {
  const { told, hear } = gathered();
  await hear('0', Buffer.alloc(2 ** 22, 'x'));
  t.equal(told.length, 1);
});

t.test('when it is stopped, what is in hand is told, and nothing more', async t => {
  const { told, hear, stop } = gathered();
  await hear('0', Buffer.from('a'));
  stop();
  await hear('0', Buffer.from('b'));
  stop();
  t.same(told, ['0 a']);
});
