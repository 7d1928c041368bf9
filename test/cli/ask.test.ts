import { PassThrough } from 'node:stream';
import t from 'tap';
import { askSecret } from '../../src/cli/ask.ts';
import { createContext } from '../../src/cli/context.ts';
import { worldOf } from '../support/cli.ts';

function asking(typed: string) {
  const { world, err } = worldOf({ path: '/', env: {} });
  const input = new PassThrough();
  const answer = askSecret(createContext(world), 'word 3', input);
  input.write(typed);
  return { answer, said: () => Buffer.concat(err).toString() };
}

t.test('a secret is asked for and not shown', async t => {
  const { answer, said } = asking('hunter2\r');
  t.equal(await answer, 'hunter2');
  t.equal(said(), 'word 3: \n');
});

t.test('a question that is broken off is no answer', async t => {
  for (const key of ['hun\x03', '\x04']) await t.rejects(asking(key).answer, { name: 'UsageError' });
});
