import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import t from 'tap';
import { type Command, commandsIn, isGroup } from '../../src/cli/command.ts';
import { commands, findCommand, TOPICS } from '../../src/cli/commands.ts';

const declared = await Promise.all(commands.map(async entry => ({ entry, command: await entry.load() })));
const leaves: Command[] = declared.flatMap(({ command }) =>
  isGroup(command) ? commandsIn(command).map(({ command }) => command) : [command],
);

t.test('a command is found by its name and by its aliases', async t => {
  t.equal(findCommand('log')?.name, 'log');
  t.equal(findCommand('ls')?.name, 'log');
  t.equal(findCommand('describe')?.name, 'show');
  t.equal(findCommand('constructor'), undefined);
});

t.test('what is loaded for a name is the command of that name', async t => {
  t.same(
    declared.map(({ command }) => command.name),
    commands.map(({ name }) => name),
  );
});

t.test('every file of commands is a command, or part of one', async t => {
  const files = readdirSync(join(import.meta.dirname, '../../src/cli/commands')).map(file =>
    basename(file, '.ts'),
  );
  const names = declared.flatMap(({ command }) => [
    command.name,
    ...(isGroup(command) ? command.commands.map(one => `${command.name}-${one.name}`) : []),
  ]);
  // What stands in for a command by its first word.
  const standIns = declared.flatMap(({ command }) =>
    !isGroup(command) && command.instead !== undefined ? [`${command.name}-`] : [],
  );
  t.same(
    files.filter(file => !names.includes(file) && !standIns.some(start => file.startsWith(start))),
    [],
  );
});

t.test('every topic of the help has commands, and names are given once', async t => {
  t.same(
    TOPICS.filter(topic => !commands.some(entry => entry.topic === topic)),
    [],
  );
  const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  t.equal(new Set(names).size, names.length);
});

t.test('the words of help keep to one form', async t => {
  for (const { name, summary, options, examples, args } of leaves) {
    t.match(summary, /^[A-Z][a-z]+ .*[^.]$/s, `${name}: a summary is a sentence in the imperative`);
    for (const option of Object.values(options)) {
      t.match(option.summary, /^[a-z-].*[^.]$/, `${name} ${option.flags}: goes on after the flags`);
      t.equal(
        /<.+>$|\[.+\]$/.test(option.flags),
        option.kind !== 'flag',
        `${name} ${option.flags}: has its value`,
      );
    }
    for (const { line, does } of examples) {
      t.match(line, /\bgit run /, `${name}: an example can be typed`);
      t.not(does, '', `${name}: an example says what it does`);
    }
    for (const arg of args) t.match(arg, /^[<[].+[>\]]$/, `${name} ${arg}`);
  }
});
