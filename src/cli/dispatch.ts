/** Words → a command and its exit code: which one is meant, run it, say what went wrong. */
import { CommandNotRunnableError, MissingDashesError, UsageError } from '../run/errors.ts';
import { type Context, createContext, type World } from './context.ts';
import { KEEP, keepOn } from './keep.ts';
import { program } from './program.ts';
import { version } from './version.ts';

/** The word with which the scripts in `completion/` ask what can be typed. */
const COMPLETE = '--complete';

/** Does what the words after the program's name ask for; returns the exit code. Throws nothing. */
export async function dispatch(world: World, words: readonly string[]): Promise<number> {
  // Start-up is a feature: nothing is loaded for a version.
  if (words[0] === '--version' || words[0] === '-V' || words[0] === 'version') {
    world.out.write(`git-run ${version}\n`);
    return 0;
  }
  if (words[0] === KEEP) return keepOn(words.slice(1));
  if (words[0] === COMPLETE)
    return (await import('./completion/complete.ts')).complete(world, words.slice(1));
  const context = createContext({ program, ...world });
  try {
    return await perform(context, words);
  } catch (error) {
    const { describeError } = await import('./errors.ts');
    const { lines, exitCode } = describeError(error);
    for (const line of lines) context.say(line);
    return isExec(words) ? execExitCode(error) : exitCode;
  } finally {
    await context.close();
  }
}

/** `exec` answers as env(1) does: 125 is ours, whatever it was. */
function execExitCode(error: unknown): number {
  return error instanceof CommandNotRunnableError ? error.data.exitCode : 125;
}

/** `git run -- CMD`, and options before it, are `exec` without its name. */
function isExec([first]: readonly string[]): boolean {
  return first === 'exec' || (first?.startsWith('-') === true && !isHelp(first));
}

function isHelp(word: string): boolean {
  return word === '-h' || word === '--help' || word === 'help';
}

async function perform(context: Context, words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined && context.out.isTerminal && context.interactive) return call(context, 'ui', []);
  if (name === undefined || isHelp(name)) return help(context, rest);
  if (name === 'exec' || !isExec(words)) return call(context, name, rest);
  if (words.includes('--')) return call(context, 'exec', words);
  return withoutDashes(context, words);
}

async function call(context: Context, name: string, words: readonly string[]): Promise<number> {
  const { findCommand } = await import('./commands.ts');
  const entry = findCommand(name);
  if (entry === undefined) throw await unknownCommand(context, name, words);
  // Git answers while the command is loaded; who needs it hears of its trouble then.
  const isThere = words.some(word => /^--remote(?:=|$)/.test(word));
  if (entry.topic !== 'inside a run' && entry.topic !== 'set up' && !isThere)
    context.repository().catch(() => {});
  const [declared, { parse }] = await Promise.all([entry.load(), import('./parse.ts')]);
  // As of Git, `--help` is the manual page and `-h` the short help.
  if (words.at(-1) === '--help' && words.length <= ('commands' in declared ? 2 : 1))
    return helpOn(context, name, words.slice(0, -1));
  const meant = 'commands' in declared ? undefined : await declared.instead?.(context, words);
  const parsed = parse(meant ?? declared, words);
  if ('help' in parsed) {
    context.out.write(parsed.help);
    return 0;
  }
  const exitCode = (await parsed.command.run(context, parsed.input)) ?? 0;
  // Who pushes to a server recovers none of its own runs.
  const isQuiet = entry.topic === 'record' || entry.topic === 'inside a run' || entry.name === 'hook';
  if (!isQuiet && context.opened()) await offerRecovery(context);
  return exitCode;
}

async function help(context: Context, [name, ...more]: readonly string[]): Promise<number> {
  if (name !== undefined) return helpOn(context, name, more);
  const { overview } = await import('./help.ts');
  context.out.write(await overview());
  return 0;
}

/** The manual page, as `git help` does it; where it cannot be shown, and in a pipe, the short help. */
async function helpOn(context: Context, name: string, more: readonly string[]): Promise<number> {
  const [{ findCommand }, { CONCEPTS, openManual }] = await Promise.all([
    import('./commands.ts'),
    import('./manual/open.ts'),
  ]);
  const entry = findCommand(name);
  if (entry === undefined && !CONCEPTS.has(name)) throw await noCommand(name);
  const isAsked = context.out.isTerminal || entry === undefined;
  if (isAsked && (await openManual(context, entry?.name ?? name))) return 0;
  if (entry !== undefined) return call(context, name, [...more, '-h']);
  throw new UsageError(`the manual page of ${name} cannot be shown: is there a man program?`);
}

/** A forgotten `--`, or a typing mistake: either way, what to type instead. */
async function unknownCommand(context: Context, name: string, words: readonly string[]): Promise<Error> {
  const { findProgram } = await import('../process/find-program.ts');
  try {
    findProgram(name, context.cwd, context.env);
  } catch {
    return noCommand(name);
  }
  return missingDashes([], [name, ...words]);
}

async function noCommand(name: string): Promise<Error> {
  const [{ commands }, { nearest }] = await Promise.all([
    import('./commands.ts'),
    import('../query/nearest.ts'),
  ]);
  const names = commands.flatMap(entry => [entry.name, ...(entry.aliases ?? [])]);
  const [close] = nearest(name, names, 1);
  return new UsageError(`no command '${name}'`, `git run ${close ?? 'help'}`);
}

/** `git run --name x python t.py`: the command begins after the options. */
async function withoutDashes(context: Context, words: readonly string[]): Promise<number> {
  const [{ exec }, { parse }] = await Promise.all([import('./commands/exec.ts'), import('./parse.ts')]);
  const parsed = parse(exec, words);
  if ('help' in parsed) {
    context.out.write(parsed.help);
    return 0;
  }
  const { args } = parsed.input;
  throw await missingDashes(words.slice(0, words.length - args.length), args);
}

async function missingDashes(options: readonly string[], argv: readonly string[]): Promise<Error> {
  const { quoteWords, shellQuote } = await import('../view/shell-quote.ts');
  const line = ['git run', ...quoteWords(options), '--', shellQuote(argv)].join(' ');
  return new MissingDashesError(argv[0] as string, line);
}

async function offerRecovery(context: Context): Promise<void> {
  const { offerInterrupted } = await import('./interrupted.ts');
  await offerInterrupted(context);
}
