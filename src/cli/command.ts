/**
 * A command is a declared value: its words, and what it does. Parsing, help, completion and manual pages are made
 * from the declaration; commander is named in `parse.ts` alone.
 */
import type { Context } from './context.ts';

/**
 * What a value is, for those who complete it: something that runs have, something of the file system, or one of some
 * words. `keys` and `sort` are lists with commas, `metric=` a name and a value behind it.
 */
export type Completes =
  | 'run'
  | 'live run'
  | 'trashed run'
  | 'artifact'
  | 'experiment'
  | 'removed experiment'
  | 'metric'
  | 'metric='
  | 'param='
  | 'tag'
  | 'tag='
  | 'key'
  | 'keys'
  | 'sort'
  | 'figures'
  | 'filter'
  | 'remote'
  | 'command'
  | 'file'
  | 'directory'
  | readonly string[];

/** An option. `flags` as in help: `-n, --max-count <n>`, `--porcelain [version]`. */
export interface OptionSpec<Kind extends 'flag' | 'text' | 'list' = 'flag' | 'text' | 'list'> {
  readonly kind: Kind;
  readonly flags: string;
  readonly summary: string;
  /** Other long spellings that are understood, and not shown. */
  readonly aliases: readonly string[];
  /** What its value is, where the word in `<>` does not say it. */
  readonly completes?: Completes;
}

/** An option that is there or not. */
export const flag = (flags: string, summary: string, ...aliases: string[]): OptionSpec<'flag'> => ({
  kind: 'flag',
  flags,
  summary,
  aliases,
});

/** An option with a value; the last one counts. One that may lack its value, `--porcelain [version]`, is then empty. */
export const text = (flags: string, summary: string, ...aliases: string[]): OptionSpec<'text'> => ({
  kind: 'text',
  flags,
  summary,
  aliases,
});

/** An option that may be given again and again. */
export const list = (flags: string, summary: string, ...aliases: string[]): OptionSpec<'list'> => ({
  kind: 'list',
  flags,
  summary,
  aliases,
});

/** An option whose value is something that can be completed. */
export function completing<Kind extends 'text' | 'list'>(
  completes: Completes,
  option: OptionSpec<Kind>,
): OptionSpec<Kind> {
  return { ...option, completes };
}

/** Of commands that read runs. */
export const remoteOption = text('--remote <url>', 'of a remote, by its URL or name; needs no clone');

/** All spellings of an option: `-n`, `--max-count`. */
export function optionNames({ flags, aliases }: OptionSpec): string[] {
  return [...flags.replace(/ [<[].+$/, '').split(', '), ...aliases];
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What the options of a command come to. */
export type Options<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name]['kind'] extends 'flag'
    ? boolean
    : Specs[Name]['kind'] extends 'list'
      ? readonly string[]
      : string | undefined;
};

export interface Example {
  readonly line: string;
  readonly does: string;
}

export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  /** Other names that are understood. */
  readonly aliases?: readonly string[];
  /** One line, in the imperative, without a final period. */
  readonly summary: string;
  /** Paragraphs for the help of this command. */
  readonly description?: string;
  /** As in help: `<run>`, `[path...]`. */
  readonly args: readonly string[];
  /** What each of the args is, where its own word does not say it. */
  readonly completes?: readonly Completes[];
  readonly options: Specs;
  readonly examples: readonly Example[];
  /** Another command that words of this one may mean, by what they name; looked for before they are parsed. */
  instead?(context: Context, words: readonly string[]): Promise<Command | undefined>;
  /** Does it; returns the exit code, 0 when nothing is returned. */
  run(context: Context, input: Input<Specs>): Promise<number | undefined>;
}

export interface Input<Specs extends OptionSpecs = OptionSpecs> {
  /** The words after the options; everything after `--` as it stands. */
  readonly args: readonly string[];
  /** Those of them that stood behind `--`: paths, as Git has it. */
  readonly behind: readonly string[];
  readonly options: Options<Specs>;
}

/** A noun with commands of its own, `experiment create`, or with such nouns. */
export interface CommandGroup {
  readonly name: string;
  /** Other names that are understood. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly commands: readonly (Command | CommandGroup)[];
  /** What `--version` prints, of a group that speaks for another program. */
  readonly version?: string;
  /** Commands that the other program has and this one has not, with what to type instead; undefined where there is nothing. */
  readonly absent?: ReadonlyMap<string, string | undefined>;
}

/** Declares a command; the types of its options are those of their declarations. */
export function command<const Specs extends OptionSpecs>(declared: Command<Specs>): Command {
  return declared as unknown as Command;
}

/** Declares a noun with commands. */
export function group(declared: CommandGroup): CommandGroup {
  return declared;
}

/** The commands of a group, and of the groups within it, each with the words that name it there. */
export function commandsIn(group: CommandGroup): { readonly words: readonly string[]; command: Command }[] {
  return group.commands.flatMap(one =>
    isGroup(one)
      ? commandsIn(one).map(({ words, command }) => ({ words: [one.name, ...words], command }))
      : [{ words: [one.name], command: one }],
  );
}

export function isGroup(declared: Command | CommandGroup): declared is CommandGroup {
  return 'commands' in declared;
}
