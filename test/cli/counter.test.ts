import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { openCounter } from '../../src/cli/counter.ts';
import { worldOf } from '../support/cli.ts';

async function counted(options: Parameters<typeof worldOf>[1], isLong: boolean): Promise<string> {
  const { world, err } = worldOf({ path: '/', env: {} }, { ...options, patience: isLong ? 1 : 60_000 });
  const counter = openCounter(world, 'checking runs', 2);
  counter.update(1);
  while (isLong && err.length === 0) await delay(1);
  counter.stop();
  return Buffer.concat(err).toString();
}
const terminal = { columns: 80, rows: 24 };

t.test('work that is quick says nothing', async t => {
  t.equal(await counted({}, false), '');
  t.equal(await counted({ terminal }, false), '');
});

t.test('long work says once what it is, and on a terminal how far', async t => {
  t.equal(await counted({}, true), 'git-run: checking runs (2)\n');
  t.equal(await counted({ terminal }, true), '\rchecking runs 1/2\r\x1b[K');
});
