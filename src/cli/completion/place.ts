/** Where in a command line the cursor is: at a command's name, an option's, a value, or a word of somebody else's. */
import {
  type Command,
  type CommandGroup,
  type Completes,
  isGroup,
  type OptionSpec,
  optionNames,
} from '../command.ts';
import { findCommand } from '../commands.ts';

export type Place =
  /** The name of a command, of a group where there is one. */
  | { readonly at: 'name'; readonly group?: CommandGroup }
  | { readonly at: 'option'; readonly line: Line }
  | {
      readonly at: 'value';
      readonly line: Line;
      readonly completes: Completes | undefined;
      /** So much of the word belongs to the option: `--sort=`. */
      readonly from: number;
    }
  /** The command that is recorded; its name is so many words behind ours. */
  | { readonly at: 'command'; readonly words: number }
  | { readonly at: 'nowhere' };

/** What a command has been given so far. */
export interface Line {
  readonly command: Command;
  readonly args: readonly string[];
  /** The options that are there, with their values; of a flag none. */
  readonly options: ReadonlyMap<OptionSpec, readonly string[]>;
}

/** Reads the words behind `git run`; the last one is being typed. Loads the command they name. */
export async function findPlace(words: readonly string[]): Promise<Place> {
  const [name = '', ...rest] = words;
  if (rest.length === 0 && !name.startsWith('-')) return { at: 'name' };
  // `git run -- CMD`, and options before it, are `exec` without its name.
  if (name.startsWith('-')) return placeIn(await load('exec'), words, 0);
  if (name === 'help') return placeOfHelp(rest);
  const declared = await load(name);
  if (declared === undefined) return { at: 'nowhere' };
  return isGroup(declared) ? placeInGroup(declared, rest, 1) : placeIn(declared, rest, 1);
}

async function load(name: string): Promise<Command | CommandGroup | undefined> {
  return findCommand(name)?.load();
}

/** `git run help` takes the names of commands, as they are typed. */
async function placeOfHelp([name = '', ...rest]: readonly string[]): Promise<Place> {
  if (rest.length === 0) return { at: 'name' };
  const declared = await load(name);
  const place = declared !== undefined && isGroup(declared) ? placeInGroup(declared, rest, 1) : undefined;
  return place?.at === 'name' ? place : { at: 'nowhere' };
}

/** `before` words stood before these, the name of the group among them. */
function placeInGroup(group: CommandGroup, [name = '', ...rest]: readonly string[], before: number): Place {
  if (rest.length === 0) return { at: 'name', group };
  const found = group.commands.find(one => one.name === name || one.aliases?.includes(name));
  return found !== undefined && isGroup(found)
    ? placeInGroup(found, rest, before + 1)
    : placeIn(found, rest, before + 1);
}

/** Walks the words as the parser does; `before` of them stood before these. */
function placeIn(
  declared: Command | CommandGroup | undefined,
  words: readonly string[],
  before: number,
): Place {
  if (declared === undefined || isGroup(declared)) return { at: 'nowhere' };
  const specs = specsOf(declared);
  const options = new Map<OptionSpec, string[]>();
  const args: string[] = [];
  const line = { command: declared, args, options };
  const passes = completesArg(declared, 0) === 'command';
  const current = words.at(-1) as string;
  let isOver = false;
  let waiting: OptionSpec | undefined;
  for (const [index, word] of words.slice(0, -1).entries()) {
    if (waiting !== undefined) {
      options.get(waiting)?.push(word);
      waiting = undefined;
    } else if (word === '--' && !isOver) {
      isOver = true;
      if (passes) return { at: 'command', words: before + index + 1 };
    } else if (!isOver && /^-./.test(word)) waiting = take(specs, options, word);
    else if (passes) return { at: 'command', words: before + index };
    else args.push(word);
  }
  if (waiting !== undefined) return { at: 'value', line, completes: completesValue(waiting), from: 0 };
  if (!isOver && current.startsWith('-')) return placeInOption(line, specs, current);
  if (passes) return { at: 'command', words: before + words.length - 1 };
  // Where no more words are taken, there are options left.
  if (wordOf(declared, args.length) === undefined) return { at: 'option', line };
  return { at: 'value', line, completes: completesArg(declared, args.length), from: 0 };
}

type Specs = ReadonlyMap<string, OptionSpec>;

function specsOf({ options }: Command): Specs {
  return new Map(Object.values(options).flatMap(spec => optionNames(spec).map(name => [name, spec])));
}

/** Notes an option; returns the one whose value is the next word. */
function take(specs: Specs, options: Map<OptionSpec, string[]>, word: string): OptionSpec | undefined {
  const [, name = '', value] = /^(--[^=]+|-.)(?:=?(.+))?$/s.exec(word) ?? [];
  const spec = specs.get(name);
  if (spec === undefined) return undefined;
  const values = options.get(spec) ?? [];
  options.set(spec, values);
  if (spec.kind === 'flag') return undefined;
  // A value that may be absent stands in the same word.
  if (value === undefined) return spec.flags.endsWith(']') ? undefined : spec;
  values.push(value);
  return undefined;
}

/** `--sort=met`, `-emain` and `--so`. */
function placeInOption(line: Line, specs: Specs, word: string): Place {
  const [, name = ''] = /^(--[^=]+)=/s.exec(word) ?? /^(-[^-])./s.exec(word) ?? [];
  const spec = specs.get(name);
  if (spec === undefined || spec.kind === 'flag') return { at: 'option', line };
  const from = name.startsWith('--') ? name.length + 1 : name.length;
  return { at: 'value', line, completes: completesValue(spec), from };
}

/** What the words in the brackets of help say by themselves. */
const BY_PLACEHOLDER: ReadonlyMap<string, Completes> = new Map([
  ...(['run', 'experiment', 'metric', 'key', 'keys', 'filter', 'command', 'file', 'directory'] as const).map(
    word => [word, word] as const,
  ),
  ['run[:path]', 'artifact'],
  ['run:path', 'artifact'],
  ['expression', 'filter'],
  ['key:figures', 'figures'],
  ['path', 'file'],
  ['glob', 'file'],
  ['url', 'remote'],
]);

function completesValue({ completes, flags }: OptionSpec): Completes | undefined {
  return completes ?? BY_PLACEHOLDER.get(/[<[](.+)[>\]]$/.exec(flags)?.[1] ?? '');
}

function completesArg(declared: Command, index: number): Completes | undefined {
  const [at, arg] = wordOf(declared, index) ?? [index, ''];
  const [, word = ''] = /^[<[](.+?)(?:\.\.\.)?[>\]]$/.exec(arg) ?? [];
  return declared.completes?.[at] ?? BY_PLACEHOLDER.get(word);
}

/** Which of the args a word is, with its place among them; the last stands for those that follow, where it may be repeated. */
function wordOf({ args }: Command, index: number): readonly [at: number, arg: string] | undefined {
  const last = args.length - 1;
  const at = index > last && args[last]?.includes('...') ? last : index;
  const arg = args[at];
  return arg === undefined ? undefined : [at, arg];
}
