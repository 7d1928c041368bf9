/**
 * Who writes this clone's ledger. The id is bound to the Git directory itself: a copy of the repository, which would
 * otherwise write the same ledger another way, is another directory on the disk and takes an id of its own.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Place } from '../../git/repository.ts';
import { canonicalFile } from '../../run/json.ts';

/** The writer of this clone; the first who asks makes it. All processes of one clone are told the same. */
export async function writerOf({ commonDir }: Pick<Place, 'commonDir'>, now: number): Promise<string> {
  const directory = join(commonDir, 'git-run');
  const file = join(directory, 'writer');
  const home = await homeOf(commonDir);
  const known = await readWriter(file);
  if (known?.home === home) return known.writer;
  const writer = ulid(now, () => randomInt(2 ** 32) / 2 ** 32).toLowerCase();
  const made = join(directory, `writer.${randomUUID()}.new`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(made, canonicalFile({ version: 1, writer, home }), { mode: 0o600 });
  try {
    // Of several that are the first at once one makes the file. That of a copy is replaced: the last one stays.
    if (known === undefined) await link(made, file);
    else await rename(made, file);
    return writer;
  } catch (error) {
    const other = await readWriter(file);
    if (other?.home !== home) throw error;
    return other.writer;
  } finally {
    await rm(made, { force: true });
  }
}

/** The writer of this clone, where there is one: nothing is made. */
export async function knownWriter({ commonDir }: Pick<Place, 'commonDir'>): Promise<string | undefined> {
  const known = await readWriter(join(commonDir, 'git-run', 'writer'));
  return known !== undefined && known.home === (await homeOf(commonDir)) ? known.writer : undefined;
}

/** What tells a Git directory from its copy. */
async function homeOf(commonDir: string): Promise<string> {
  const { dev, ino } = await stat(commonDir, { bigint: true });
  return `${dev}:${ino}`;
}

interface Writer {
  readonly writer: string;
  readonly home: string;
}

/** Undefined where there is none; one that cannot be read is of no clone. */
async function readWriter(file: string): Promise<Writer | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { writer, home } = JSON.parse(text) as Partial<Writer>;
    if (/^[0-9a-z]{26}$/.test(writer ?? '') && home !== undefined) return { writer: writer as string, home };
  } catch {
    // As of another clone.
  }
  return { writer: '', home: '' };
}
