import t from 'tap';
import { inOrder } from '../../../src/interop/mlflow-runs/in-order.ts';

/** Work that ends when it is told to. */
function gates(count: number) {
  return Array.from({ length: count }, () => {
    let open = () => {};
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    return { open, opened };
  });
}

t.test('results come in the order of the things, and no more is worked on than may be', async t => {
  const all = gates(6);
  const [full] = gates(1) as [ReturnType<typeof gates>[number]];
  let [going, most] = [0, 0];
  const results = inOrder([0, 1, 2, 3, 4, 5], 3, async at => {
    most = Math.max(most, ++going);
    if (going === 3) full.open();
    await all[at]?.opened;
    going--;
    return at;
  });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const result of results) seen.push(result);
  })();
  await full.opened;
  for (const { open } of all.reverse()) open();
  await reading;
  t.same(seen, [0, 1, 2, 3, 4, 5]);
  t.equal(most, 3);
});

t.test('trouble is told when what was begun has ended', async t => {
  const [last] = gates(1) as [ReturnType<typeof gates>[number]];
  let ended = false;
  const results = inOrder(['bad', 'slow'], 2, async name => {
    if (name === 'bad') throw new Error(name);
    await last.opened;
    ended = true;
  });
  const next = results.next();
  last.open();
  await t.rejects(next, /bad/);
  t.ok(ended);
});
