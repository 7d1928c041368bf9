/** A copy of a file of a run, opened with the program that the system has for its kind. */
import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../process/find-program.ts';
import { startDetached } from '../../process/start.ts';
import { CommandNotRunnableError, DigestMismatchError, UsageError } from '../../run/errors.ts';
import type { Context } from '../context.ts';

export interface FileToOpen {
  readonly path: string;
  readonly bytes: AsyncIterable<Buffer>;
  /** In hex; empty where nobody knows it yet. */
  readonly sha256: string;
}

/** Copies it into a new directory below the system's temporary one, and returns where. Throws UsageError where there is no such program. */
export async function openCopy(context: Context, { path, bytes, sha256 }: FileToOpen): Promise<string> {
  const { cwd, env } = context;
  const program = opener(cwd, env);
  const directory = await mkdtemp(join(env.TMPDIR || tmpdir(), 'git-run-'));
  const copy = join(directory, nameOf(path));
  const actual = await write(copy, bytes);
  if (sha256 !== '' && actual !== sha256) {
    await rm(directory, { recursive: true });
    throw new DigestMismatchError(path, sha256, actual);
  }
  startDetached([[program, copy]], { cwd, env });
  return copy;
}

/** Returns the digest of what was written. */
async function write(copy: string, bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(copy, 'wx', 0o600);
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      await file.writeFile(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** `open` on macOS, what freedesktop.org has elsewhere: https://www.freedesktop.org/wiki/Software/xdg-utils/ */
function opener(cwd: string, env: Context['env']): string {
  const name = process.platform === 'darwin' ? 'open' : 'xdg-open';
  try {
    return findProgram(name, cwd, env);
  } catch (error) {
    if (!(error instanceof CommandNotRunnableError)) throw error;
    throw new UsageError(`there is no ${name} here, which would know a program for the file`);
  }
}

/** The name of the file, for its ending tells programs what it is; nothing that a shell or a terminal would take for more. */
function nameOf(path: string): string {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .replace(/^[.-]+/, '_');
  return name === '' ? 'artifact' : name.slice(-100);
}
