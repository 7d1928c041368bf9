/** The program as the scripts in `completion/` call it: the words up to the cursor → what may stand there. */
import { basename } from 'node:path';
import { type TypedWord, typedWord, typedWords } from '../../view/typed-word.ts';
import { type Command, type CommandGroup, optionNames, remoteOption } from '../command.ts';
import { commands } from '../commands.ts';
import { type Context, createContext, type World } from '../context.ts';
import type { Answer, Offer } from './answer.ts';
import { type Known, knownIn } from './known.ts';
import { findPlace, type Line } from './place.ts';
import { printForBash, printForFish, printForZsh } from './print-answer.ts';

/**
 * Answers a shell: `bash BREAKS LINE`, the line up to the cursor; `zsh WORD…` and `fish WORD…`, the words behind
 * `git run`, the last one being typed. It never fails, says nothing beside its answer, and writes nothing.
 */
export async function complete(world: World, [shell, ...given]: readonly string[]): Promise<number> {
  const context = createContext({ ...world, err: { ...world.err, write() {} }, interactive: false });
  try {
    world.out.write(await answerShell(context, shell, given));
  } catch {
    // Whoever is typing does not want to read of it now.
  } finally {
    await context.close().catch(() => {});
  }
  return 0;
}

async function answerShell(
  context: Context,
  shell: string | undefined,
  given: readonly string[],
): Promise<string> {
  if (shell === 'bash') {
    const [breaks = '', line = ''] = given;
    const typed = behindProgram(typedWords(line));
    const words = typed.map(({ text }) => text);
    return printForBash(await answerTo(context, words), typed.at(-1) as TypedWord, breaks);
  }
  const [last = '', ...before] = given.toReversed();
  // fish leaves the quotes of the word that is being typed; zsh has read them.
  const text = shell === 'fish' ? typedWord(last).text : last;
  const answer = await answerTo(context, [...before.reverse(), text]);
  return shell === 'fish' ? printForFish(answer, text) : printForZsh(answer, text);
}

/** Git's own options that have a value in a word of their own. */
const WITH_VALUE = ['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--config-env'];

/** What stands behind `git-run`, or behind `git -C there run`, whatever is set before it; git may have another name. */
function behindProgram(words: readonly TypedWord[]): readonly TypedWord[] {
  const start = Math.max(
    0,
    words.findIndex(({ text }) => /^git(?:-run(?:\.js)?)?$/.test(basename(text))),
  );
  const name = basename(words[start]?.text ?? '');
  if (name.startsWith('git-run')) return words.slice(start + 1);
  let at = start + 1;
  while (words[at]?.text.startsWith('-')) at += WITH_VALUE.includes(words[at]?.text as string) ? 2 : 1;
  return words.slice(name === 'git' || words[at]?.text === 'run' ? at + 1 : start + 1);
}

/**
 * What may stand as the last of the words behind `git run`; `here` is what is known of the repository, where it is at
 * hand.
 */
export async function answerTo(context: Context, words: readonly string[], here?: Known): Promise<Answer> {
  const place = await findPlace(words);
  const word = words.at(-1) ?? '';
  switch (place.at) {
    case 'name':
      return place.group === undefined ? offerCommands() : offerGroup(place.group);
    case 'option':
      return offerOptions(place.line);
    case 'command':
      return { keep: 0, offers: [], shell: { command: place.words } };
    case 'value': {
      const isRemote = place.line.options.has(remoteOption);
      const known = isRemote || here === undefined ? knownIn(context, { isRemote }) : here;
      const { offerValues } = await import('./offers.ts');
      const answer = await offerValues(known, place.completes, word.slice(place.from), place.line);
      return { ...answer, keep: answer.keep + place.from };
    }
    case 'nowhere':
      return { keep: 0, offers: [] };
  }
}

async function offerCommands(): Promise<Answer> {
  const named = await Promise.all(
    commands.map(async ({ name, aliases = [], load }) => {
      const { summary } = await load();
      return namesOf({ name, aliases, summary });
    }),
  );
  return { keep: 0, offers: [...named.flat(), { value: 'help', about: 'Show what a command does' }] };
}

function offerGroup({ commands }: CommandGroup): Answer {
  return { keep: 0, offers: commands.flatMap(namesOf) };
}

function namesOf({ name, aliases = [], summary }: Pick<Command, 'name' | 'aliases' | 'summary'>): Offer[] {
  return [name, ...aliases].map(value => ({ value, about: summary }));
}

/** The long names, and the short ones; what is there already only where it can be repeated. */
function offerOptions({ command, options }: Line): Answer {
  const left = Object.values(command.options).filter(spec => spec.kind === 'list' || !options.has(spec));
  const offers = left.flatMap(spec => {
    const names = optionNames({ ...spec, aliases: [] }).toSorted((a, b) => b.length - a.length);
    return names.map((value): Offer => ({ value, about: spec.summary }));
  });
  return { keep: 0, offers: [...offers, { value: '--help', about: 'show help' }, ...dashes(command)] };
}

function dashes({ args }: Command): Offer[] {
  return args.includes('<command...>') ? [{ value: '--', about: 'the command follows' }] : [];
}
