import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { answer, needed, sayLogged } from '../../../src/cli/mlflow/words.ts';
import { UsageError } from '../../../src/run/errors.ts';
import { worldOf } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t);

t.test('an option that MLflow requires is asked for by its name', async t => {
  t.equal(needed('x', '--run-id'), 'x');
  t.throws(() => needed(undefined, '--run-id'), new UsageError('--run-id is needed'));
});

t.test('a pipe gets every byte, and a terminal nothing that acts on it', async t => {
  const said = (options: Parameters<typeof worldOf>[1]) => {
    const { world, out } = worldOf(on, options);
    answer(createContext(world), 'a\u001b[2J\nb');
    return Buffer.concat(out).toString();
  };
  t.equal(said({}), 'a\u001b[2J\nb\n');
  const shown = said({ terminal: { columns: 80, rows: 24 } });
  t.notMatch(shown, '\u001b');
  t.match(shown, /\nb\n$/);
});

t.test('what MLflow logs is a line of the conversation', async t => {
  const { world, err } = worldOf(on);
  sayLogged(createContext(world), 'mlflow.tracking.fluent', 'a\nb');
  t.match(Buffer.concat(err).toString(), /^2026\/11\/02 14:00:00 INFO mlflow\.tracking\.fluent: a[^\n]*b\n$/);
});
