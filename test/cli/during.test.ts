import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { during } from '../../src/cli/during.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';

function patient(options: CliOptions = {}) {
  const { world, err } = worldOf({ path: '/', env: {} }, options);
  return { context: createContext(world), said: () => Buffer.concat(err).toString() };
}

/** Work that ends when something has been said of it. */
async function untilSaid(said: () => string): Promise<string> {
  while (said() === '') await new Promise(resolve => setTimeout(resolve, 20));
  return 'done';
}

t.test('quick work is done without a word', async t => {
  const { context, said } = patient();
  t.equal(await during(context, 'counting', Promise.resolve(7)), 7);
  t.equal(said(), '');
});

t.test('what takes its time says once what it is', async t => {
  const piped = patient({ patience: 20 });
  const terminal = patient({ terminal: { columns: 80, rows: 24 }, patience: 20 });
  await Promise.all([
    during(piped.context, 'counting', untilSaid(piped.said)),
    during(terminal.context, 'counting', untilSaid(terminal.said)),
  ]);
  t.equal(piped.said(), 'git-run: counting\n');
  t.equal(terminal.said(), '\rcounting…\r\x1b[K', 'a terminal has its line back');
});

t.test('work that fails fails', async t => {
  const { context } = patient();
  await t.rejects(during(context, 'counting', Promise.reject(new Error('no'))), new Error('no'));
});
