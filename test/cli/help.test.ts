import t from 'tap';
import { type Command, type CommandGroup, isGroup } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { overview } from '../../src/cli/help.ts';
import { parse } from '../../src/cli/parse.ts';
import { golden } from '../support/golden.ts';

/** Every text of help by its name. */
async function allHelp(): Promise<[string, string][]> {
  const texts: [string, string][] = [['overview', await overview()]];
  for (const entry of commands) {
    const declared = await entry.load();
    for (const words of ways(declared)) {
      const parsed = parse(declared, [...words, '-h']);
      if ('help' in parsed) texts.push([[declared.name, ...words].join('-'), parsed.help]);
    }
  }
  return texts;
}

/** The words behind a command's name that have a help of their own: none, and those of all that is in a group. */
function ways(declared: Command | CommandGroup): string[][] {
  const inside = isGroup(declared) ? declared.commands : [];
  return [[], ...inside.flatMap(one => ways(one).map(words => [one.name, ...words]))];
}

const texts = await allHelp();

t.test('the help is what it was when somebody last looked at it', async t => {
  for (const [name, text] of texts) t.equal(text, golden(`help/${name}.txt`, text), name);
});

t.test('help fits a terminal of 80 columns, and no line ends in blanks', async t => {
  for (const [name, text] of texts) {
    t.same(
      text.split('\n').filter(line => line.length > 80 || /\s$/.test(line)),
      [],
      name,
    );
    t.match(text, /[^\n]\n$/, `${name} ends with one line break`);
  }
});

t.test('the overview names every command and its aliases', async t => {
  const text = await overview();
  for (const { name } of commands) t.match(text, new RegExp(`^  ${name} +[A-Z]`, 'm'), name);
  t.match(text, '(also: ls)');
});
