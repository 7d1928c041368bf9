/** Words → input, by commander: the one file that knows it. */
import { CommanderError, Option, Command as Parser } from 'commander';
import { nearest } from '../query/nearest.ts';
import { UsageError } from '../run/errors.ts';
import { type Command, type CommandGroup, type Input, isGroup, type OptionSpecs } from './command.ts';

/** What was asked for: a command with its input, or its help. */
export type Parsed = { readonly command: Command; readonly input: Input } | { readonly help: string };

/** Reads the words after a command's name. Throws UsageError with the nearest valid spelling. */
export function parse(
  declared: Command | CommandGroup,
  words: readonly string[],
  name = `git run ${declared.name}`,
): Parsed {
  return isGroup(declared) ? parseGroup(declared, words, name) : parseCommand(declared, words, name);
}

function parseGroup(group: CommandGroup, [first, ...rest]: readonly string[], name: string): Parsed {
  if (first === undefined || first === '-h' || first === '--help') return { help: groupHelp(group, name) };
  const found = group.commands.find(one => one.name === first || one.aliases?.includes(first));
  if (found !== undefined) return parse(found, rest, `${name} ${found.name}`);
  if (first === '--version' && group.version !== undefined) return { help: `${group.version}\n` };
  if (group.absent?.has(first)) {
    const instead = group.absent.get(first);
    const other = instead === undefined ? ', nor anything in its place' : '';
    throw new UsageError(`git-run has no '${name.replace('git run ', '')} ${first}'${other}`, instead);
  }
  const [close] = nearest(
    first,
    group.commands.flatMap(one => [one.name, ...(one.aliases ?? [])]),
    1,
  );
  throw new UsageError(`no command '${name.replace('git run ', '')} ${first}'`, `${name} ${close ?? '-h'}`);
}

function groupHelp({ summary, commands }: CommandGroup, name: string): string {
  const terms = commands.map(one => [one.name, ...(isGroup(one) ? ['<command>'] : one.args)].join(' '));
  const widest = Math.max(...terms.map(term => term.length));
  const lines = commands.map((one, index) => {
    const also = one.aliases === undefined ? '' : ` (also: ${one.aliases})`;
    return `  ${(terms[index] as string).padEnd(widest)}  ${one.summary}${also}\n`;
  });
  return `Usage: ${name} <command>\n\n${summary}\n\nCommands:\n${lines.join('')}`;
}

/** Help is the same on every screen, and in the documents made from it. */
const HELP_WIDTH = 80;

function parseCommand(declared: Command, words: readonly string[], name: string): Parsed {
  const parser = parserOf(declared, name);
  let help = '';
  parser.exitOverride().configureOutput({
    writeOut(said) {
      help += said;
    },
    writeErr() {},
    getOutHelpWidth: () => HELP_WIDTH,
    getOutHasColors: () => false,
  });
  try {
    parser.parse(counted(declared, words), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { help };
    throw usageError(error, name);
  }
  const [extra] = declared.args.some(isVariadic) ? [] : parser.args.slice(declared.args.length);
  if (extra !== undefined) throw new UsageError(`'${extra}' is a word too many`, `${name} -h`);
  return { command: declared, input: inputOf(declared, parser, words) };
}

/** `-5` is `-n 5` where there is a `-n`, as in Git. */
function counted({ args, options }: Command, words: readonly string[]): string[] {
  const counts =
    !args.some(isCommandLine) && Object.values(options).some(({ flags }) => flags.startsWith('-n, '));
  return words.map(word => (counts && /^-\d+$/.test(word) ? `-n${word.slice(1)}` : word));
}

/** Commander's errors in our words; `error: unknown option '--staus'` has `(Did you mean --status?)` on a second line. */
function usageError({ code, message }: CommanderError, name: string): UsageError {
  const [what = '', hint] = message.replace(/^error: /, '').split('\n');
  const [, quoted = ''] = /'(.*)'/s.exec(what) ?? [];
  const close = hint?.replace(/^\(Did you mean (.*)\?\)$/, '; did you mean $1?') ?? '';
  const said =
    code === 'commander.optionMissingArgument'
      ? `'${quoted}' lacks its value`
      : code === 'commander.missingArgument'
        ? `<${quoted}> is missing`
        : what + close;
  return new UsageError(said, `${name} -h`);
}

function parserOf(declared: Command, name: string): Parser {
  const parser = new Parser(name);
  // Git itself takes `--help`, and looks for a manual page: `-h` is what reaches us.
  parser.helpOption('-h, --help', 'show this help').showSuggestionAfterError(true);
  // Line breaks are commander's to make; those of the source code are not.
  const more = declared.description?.replace(/(?<!\n)\n(?!\n)/g, ' ');
  parser.description([declared.summary, more].filter(Boolean).join('\n\n'));
  for (const arg of declared.args) parser.argument(arg);
  for (const [option, spec] of Object.entries(declared.options)) addOptions(parser, option, spec);
  if (declared.examples.length > 0) parser.addHelpText('after', examplesOf(declared));
  const passes = declared.args.some(isCommandLine);
  const options = Object.keys(declared.options).length > 0 ? ['[options]'] : [];
  parser.usage([...options, ...(passes ? ['--'] : []), ...declared.args].join(' '));
  // Too many words are told by us: commander counts them, and does not name them.
  return parser.passThroughOptions(passes).allowExcessArguments();
}

/** A command line of somebody else's: its words are not ours to read. */
function isCommandLine(arg: string): boolean {
  return arg === '<command...>';
}

function isVariadic(arg: string): boolean {
  return /\.\.\.[>\]]$/.test(arg);
}

function addOptions(parser: Parser, name: string, spec: OptionSpecs[string]): void {
  const collect = (word: string, before: string[] | undefined) => [...(before ?? []), word];
  const spellings = [
    spec.flags,
    ...spec.aliases.map(alias => alias + (/ <.+>$/.exec(spec.flags)?.[0] ?? '')),
  ];
  for (const [index, flags] of spellings.entries()) {
    const repeatable = spec.kind === 'list' && !spec.summary.includes('repeatable');
    const option = new Option(flags, repeatable ? `${spec.summary}; repeatable` : spec.summary);
    if (spec.kind === 'list') option.argParser(collect);
    if (index > 0) option.hideHelp();
    // One name for all spellings: commander would make one of each.
    option.attributeName = () => name;
    // `--no-pager` is a flag like any other, and not the absence of `--pager`.
    option.negate = false;
    parser.addOption(option);
  }
}

function inputOf(declared: Command, parser: Parser, words: readonly string[]): Input {
  const values = parser.opts();
  const absent = { flag: false, list: [], text: undefined };
  const options = Object.fromEntries(
    Object.entries(declared.options).map(([name, { kind }]) => {
      // A value that may be left out is there all the same.
      const value = kind === 'text' && values[name] === true ? '' : values[name];
      return [name, value ?? absent[kind]];
    }),
  );
  const behind = words.includes('--') ? words.length - words.indexOf('--') - 1 : 0;
  return { args: parser.args, behind: parser.args.slice(parser.args.length - behind), options } as Input;
}

/** What an example does stands beside it; below it where one of them has no room for that. */
function examplesOf({ examples }: Command): string {
  const widest = Math.max(...examples.map(({ line }) => line.length));
  const beside = examples.map(({ line, does }) => `  ${line.padEnd(widest)}  ${does}`);
  const lines = beside.every(line => line.length <= HELP_WIDTH)
    ? beside
    : examples.map(({ line, does }) => `  ${line}\n      ${does}`);
  return `\nExamples:\n${lines.join('\n')}`;
}
