/** What git prints, line by line as it comes: a list of all objects is longer than should be held. */
import type { Readable, Writable } from 'node:stream';
import { ended, gather } from '../../process/collect.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { GitProgram } from './program.ts';

/** Runs git on lines of input; gives its lines out in batches. Throws GitCommandError at its end where it failed. */
export async function* gitLines(
  git: GitProgram,
  args: readonly string[],
  input: string | Buffer = '',
): AsyncGenerator<string[]> {
  const child = git.open(args);
  const end = Promise.all([ended(child), gather(child.stderr)]);
  end.catch(() => {});
  const stdin = child.stdin as Writable;
  // A child that ends early tells why on its standard error.
  stdin.on('error', () => {});
  stdin.end(input);
  let rest = '';
  for await (const chunk of child.stdout as Readable) {
    const lines = (rest + (chunk as Buffer).toString('latin1')).split('\n');
    rest = lines.pop() as string;
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
  const [{ code }, stderr] = await end;
  if (code !== 0) throw new GitCommandError(args, code, stderr.toString());
}

/** All lines at once. */
export async function allLines(
  git: GitProgram,
  args: readonly string[],
  input?: string | Buffer,
): Promise<string[]> {
  const all: string[] = [];
  for await (const lines of gitLines(git, args, input)) for (const line of lines) all.push(line);
  return all;
}
