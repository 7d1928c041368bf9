import { PassThrough } from 'node:stream';
import t from 'tap';
import { askSecret, askYes } from '../../src/cli/ask.ts';
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

t.test('only yes is yes', async t => {
  const ask = (typed: string) => {
    const { world, err } = worldOf({ path: '/', env: {} });
    const input = new PassThrough();
    const answer = askYes(createContext(world), 'Remove it?', input);
    input.end(typed);
    return { answer, said: () => Buffer.concat(err).toString() };
  };
  for (const typed of ['y\n', 'Yes\n', ' YES \n']) t.equal(await ask(typed).answer, true, typed);
  for (const typed of ['\n', 'n\n', 'yesterday\n', '']) t.equal(await ask(typed).answer, false, typed);
  const { answer, said } = ask('y\n');
  await answer;
  t.equal(said(), 'Remove it? [y/N] ');
});
