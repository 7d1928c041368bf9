import t from 'tap';
import { findPlace, type Place } from '../../../src/cli/completion/place.ts';

/** What is completed, with what belongs to it. */
async function at(...words: string[]): Promise<unknown> {
  const place: Place = await findPlace(words);
  if (place.at === 'value') return place.from === 0 ? place.completes : [place.completes, place.from];
  return place.at === 'command' ? ['command', place.words] : place.at;
}

t.test('the first word is the name of a command, and a group has names of its own', async t => {
  t.equal(await at('l'), 'name');
  t.match(await findPlace(['artifact', '']), { at: 'name', group: { name: 'artifact' } });
  t.match(await findPlace(['help', 'artifact', '']), { at: 'name', group: { name: 'artifact' } });
  t.match(await findPlace(['mlflow', 'runs', '']), { at: 'name', group: { name: 'runs' } });
  t.match(await findPlace(['help', 'mlflow', 'runs', '']), { at: 'name', group: { name: 'runs' } });
  t.equal(await at('mlflow', 'runs', 'describe', '--run-id', ''), 'run');
  t.equal(await at('help', ''), 'name');
  t.equal(await at('nonsense', ''), 'nowhere');
  t.equal(await at('artifact', 'nonsense', ''), 'nowhere');
});

t.test('an option is completed where one can stand', async t => {
  t.equal(await at('log', '--s'), 'option');
  t.equal(await at('log', ''), 'option', 'there is nothing else that log takes');
  t.equal(await at('show', '@', ''), 'option');
  t.equal(await at('rm', '--', '-x'), 'run');
});

t.test('a value is what its option says', async t => {
  t.equal(await at('log', '--sort', '-metr'), 'sort');
  t.equal(await at('log', '--group-by', ''), 'keys');
  t.equal(await at('ls', '--filter', ''), 'filter');
  t.same(await at('log', '--sort=metr'), ['sort', 7]);
  t.same(await at('log', '-emain'), ['experiment', 2]);
  t.equal(await at('log', '--experiment-name', ''), 'experiment', 'another spelling');
  t.match(await at('log', '--status', ''), ['running', 'finished']);
  t.equal(await at('log', '-n', ''), undefined);
  t.equal(await at('log', '--oneline', '--best', ''), 'key');
  t.equal(await at('log', '--remote', ''), 'remote');
});

t.test('a word is what its command says', async t => {
  t.equal(await at('show', ''), 'run');
  t.equal(await at('describe', ''), 'run');
  t.equal(await at('plot', '@', ''), 'run', 'one of several');
  t.equal(await at('tag', '@', 'a=b', ''), 'tag=');
  t.equal(await at('stop', ''), 'live run');
  t.equal(await at('restore', ''), 'trashed run');
  t.equal(await at('artifact', 'get', '--to', 'x', ''), 'artifact');
  t.equal(await at('artifact', 'add', '@', ''), 'file');
  t.equal(await at('experiment', 'rename', ''), 'experiment');
  t.equal(await at('experiment', 'rename', 'a', ''), undefined, 'a new name is nobody’s yet');
});

t.test('the command that is recorded is somebody else’s', async t => {
  t.same(await at('--', ''), ['command', 1]);
  t.same(await at('--', 'ls', '-'), ['command', 1]);
  t.same(await at('exec', '-P', 'a=b', '--', 'ls', ''), ['command', 4]);
  t.same(await at('exec', 'ls', '--al'), ['command', 1], 'without the dashes, too');
  t.equal(await at('--na'), 'option');
  t.equal(await at('-P', ''), 'param=');
  t.equal(await at('exec', '--experiment', ''), 'experiment');
});

t.test('what is there already is known', async t => {
  const place = await findPlace(['plot', '@', '-m', 'loss', '--log-y', 'x', '']);
  t.match(place, { at: 'value', line: { args: ['@', 'x'] } });
  if (place.at === 'value')
    t.same(
      [...place.line.options].map(([{ flags }, values]) => [flags.split(' ')[0], values]),
      [
        ['-m,', ['loss']],
        ['--log-y', []],
      ],
    );
});
