import t from 'tap';
import { command, commandsIn, flag, group, isGroup, list, text } from '../../src/cli/command.ts';

t.test('an option is a kind, its flags, a summary and its other spellings', async t => {
  t.same(flag('-q, --quiet', 'say nothing'), {
    kind: 'flag',
    flags: '-q, --quiet',
    summary: 'say nothing',
    aliases: [],
  });
  t.same(text('--name <name>', 'a name', '--run-name').aliases, ['--run-name']);
  t.equal(list('-t <tag>', 'a tag').kind, 'list');
});

t.test('the commands of a group are found in the groups within it too', async t => {
  const run = async () => undefined;
  const one = command({ name: 'list', summary: 'List', args: [], options: {}, examples: [], run });
  const inner = group({ name: 'things', summary: 'Things', commands: [one] });
  t.same(commandsIn(group({ name: 'all', summary: 'All', commands: [inner, one] })), [
    { words: ['things', 'list'], command: one },
    { words: ['list'], command: one },
  ]);
});

t.test('a group is told from a command', async t => {
  const one = command({
    name: 'one',
    summary: 'Do it',
    args: [],
    options: { quiet: flag('--quiet', 'say nothing'), name: text('--name <name>', 'a name') },
    examples: [],
    async run(_context, { options }) {
      // The types of the options are those of their declarations.
      const quiet: boolean = options.quiet;
      const name: string | undefined = options.name;
      return quiet && name === undefined ? 1 : 0;
    },
  });
  t.equal(isGroup(one), false);
  t.equal(isGroup(group({ name: 'some', summary: 'Do some', commands: [one] })), true);
});
