import t from 'tap';
import { command, flag, group, list, text } from '../../src/cli/command.ts';
import { parse } from '../../src/cli/parse.ts';
import { UsageError } from '../../src/run/errors.ts';

const declared = {
  name: 'log',
  summary: 'List things',
  args: ['[path]'],
  options: {
    count: text('-n, --max-count <n>', 'how many'),
    experiment: text('-e, --experiment <name>', 'of an experiment', '--experiment-name'),
    sort: list('--sort <key>', 'by what'),
    noPager: flag('--no-pager', 'do not page'),
    json: flag('--json', 'as JSON'),
  },
  examples: [{ line: 'git run log -n 3', does: 'three' }],
  run: async () => undefined,
} as const;
const log = command(declared);
const exec = command({ ...declared, name: 'exec', args: ['<command...>'] });
const things = group({
  name: 'thing',
  summary: 'Things',
  commands: [{ ...log, name: 'list', aliases: ['ls'] }],
});
const all = group({ name: 'all', summary: 'All', commands: [{ ...things, aliases: ['things'] }] });

function read(words: string, one: Parameters<typeof parse>[0] = log) {
  const parsed = parse(one, words === '' ? [] : words.split(' '));
  if ('help' in parsed) throw new Error(parsed.help);
  return parsed.input;
}

/** The sentence and the remedy of a usage error. */
function complaint(words: string, one: Parameters<typeof parse>[0] = log): string[] {
  try {
    read(words, one);
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.data.instead ?? ''];
    throw error;
  }
  return ['none'];
}

t.test('options that are not given are there, with nothing in them', async t => {
  t.same(read(''), {
    args: [],
    behind: [],
    options: { count: undefined, experiment: undefined, sort: [], noPager: false, json: false },
  });
});

t.test('each kind of option is read as what it is', async t => {
  const { args, options } = read('--json here -n 3 --sort a --sort -b --no-pager');
  t.same(args, ['here']);
  t.match(options, { count: '3', sort: ['a', '-b'], noPager: true, json: true });
});

t.test('an option may do without its value, and is then empty', async t => {
  const status = command({
    ...declared,
    options: { porcelain: text('--porcelain [version]', 'for scripts') },
  });
  t.same(read('', status).options, { porcelain: undefined });
  t.same(read('--porcelain', status).options, { porcelain: '' });
  t.same(read('--porcelain=v1', status).options, { porcelain: 'v1' });
});

t.test('words behind -- are told from those before it', async t => {
  const many = command({ ...declared, args: ['[run...]'] });
  const told = (words: string) => (({ args, behind }) => [args, behind])(read(words, many));
  t.same(told('a b'), [['a', 'b'], []]);
  t.same(told('a --json -- b -n'), [
    ['a', 'b', '-n'],
    ['b', '-n'],
  ]);
  t.same(told('a --'), [['a'], []]);
});

t.test('all spellings of an option are one option', async t => {
  for (const words of ['-e x', '--experiment x', '--experiment=x', '--experiment-name x', '-ex'])
    t.equal(read(words).options.experiment, 'x', words);
  t.equal(read('-5').options.count, '5', 'a number alone is a count, as in Git');
});

t.test('the last of an option counts where it is no list', async t => {
  t.equal(read('-n 1 -n 2').options.count, '2');
});

t.test('of a command that is recorded nothing is read', async t => {
  t.same(read('-n 3 -- python t.py -n 4 --json -- -5', exec), {
    args: ['python', 't.py', '-n', '4', '--json', '--', '-5'],
    behind: ['python', 't.py', '-n', '4', '--json', '--', '-5'],
    options: { ...read('').options, count: '3' },
  });
  t.same(read('python --json', exec).args, ['python', '--json']);
});

t.test('a mistake is named, with the nearest spelling and where to look', async t => {
  t.same(complaint('--jsn'), ["unknown option '--jsn'; did you mean --json?", 'git run log -h']);
  t.same(complaint('--xyzzy'), ["unknown option '--xyzzy'", 'git run log -h']);
  t.same(complaint('a b'), ["'b' is a word too many", 'git run log -h']);
  t.same(complaint('-n'), ["'-n, --max-count <n>' lacks its value", 'git run log -h']);
  t.same(complaint('', exec), ['<command> is missing', 'git run exec -h']);
});

t.test('a group takes the name of one of its commands', async t => {
  t.equal(read('list -n 3', things).options.count, '3');
  t.equal(read('ls -n 3', things).options.count, '3');
  t.same(complaint('lst', things), ["no command 'thing lst'", 'git run thing list']);
  t.same(complaint('xyzzy', things), ["no command 'thing xyzzy'", 'git run thing -h']);
  t.same(complaint('list --jsn', things), [
    "unknown option '--jsn'; did you mean --json?",
    'git run thing list -h',
  ]);
});

t.test('a group may be within another', async t => {
  t.equal(read('thing list -n 3', all).options.count, '3');
  t.equal(read('things ls -n 3', all).options.count, '3');
  t.same(complaint('thing lst', all), ["no command 'all thing lst'", 'git run all thing list']);
  t.match(parse(all, ['thing']), { help: /^Usage: git run all thing <command>\n/ });
  t.match(parse(all, []), { help: /\n {2}thing <command> {2}Things \(also: things\)\n/ });
});

t.test('a group that speaks for another program knows its version, and what it lacks', async t => {
  const absent = new Map([
    ['serve', 'git run ui'],
    ['deploy', undefined],
  ]);
  const other = group({ name: 'other', summary: 'Other', commands: [things], version: 'other 1.0', absent });
  t.same(parse(other, ['--version']), { help: 'other 1.0\n' });
  t.same(complaint('serve', other), ["git-run has no 'other serve'", 'git run ui']);
  t.same(complaint('deploy now', other), ["git-run has no 'other deploy', nor anything in its place", '']);
});

t.test('help is given wherever it is asked for, and for a group alone', async t => {
  for (const words of [['-h'], ['--help'], ['-n', '3', '-h']])
    t.match(parse(log, words), { help: /^Usage: git run log/ });
  for (const words of [[], ['-h'], ['--help']])
    t.match(parse(things, words), { help: /^Usage: git run thing / });
  t.match(parse(things, ['list', '-h']), { help: /^Usage: git run thing list \[options\] \[path\]\n/ });
  t.match(parse(exec, ['python', '-h']), { input: { args: ['python', '-h'] } }, 'but not for the command');
});
