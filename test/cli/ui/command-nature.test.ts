import t from 'tap';
import { commands } from '../../../src/cli/commands.ts';
import { program } from '../../../src/cli/program.ts';
import { commandNature } from '../../../src/cli/ui/command-nature.ts';

const nature = (line: string) => commandNature({ program }, line.split(' '));
const LOOKING = { changes: false, attached: false };

t.test('to look changes nothing', async t => {
  for (const line of [
    ...[
      'log',
      'ls -n 3',
      'show @',
      'diff',
      'plot',
      'du',
      'doctor',
      'help rm',
      'tail',
      'rm --help',
      'exec -h',
    ],
    ...[
      'tag @',
      'note @',
      'experiment',
      'experiment list',
      'experiment show x',
      'mlflow',
      'mlflow runs list',
      'mlflow --version',
      'gc --dry-run',
      'purge -n x',
      'init --print',
    ],
    ...['nonsense', '--version'],
  ])
    t.same(await nature(line), LOOKING, line);
});

t.test('to record, edit and reproduce changes something', async t => {
  for (const line of [
    ...[
      'rm @',
      'restore x',
      'tag @ x=1',
      'note @ -m x',
      'rename x y',
      'checkout @',
      'gc',
      'stop',
      'snapshot',
      'init',
    ],
    ...['experiment create x', 'recover', 'mlflow runs delete --run-id x', 'mlflow artifacts log-artifact'],
  ])
    t.match(await nature(line), { changes: true, attached: false }, line);
});

t.test('what asks, or goes on until it is stopped, needs the terminal', async t => {
  for (const line of [
    'exec -- x',
    '-- python t.py',
    '-n 3 -- x',
    'rerun',
    'serve',
    'tail -f',
    'tail --follow x',
    'tail -nf',
    'purge x',
  ])
    t.equal((await nature(line)).attached, true, line);
  t.equal((await nature('tail x -- -f')).attached, false);
});

t.test('the screen is not opened within itself', async t => {
  t.match(await nature('ui'), { off: /open already/ });
});

t.test('every command that is listed as changing is known to', async t => {
  for (const { name, topic } of commands)
    if (['record', 'edit', 'reproduce'].includes(topic) && name !== 'experiment')
      t.equal((await nature(`${name} a b`)).changes, true, name);
});
