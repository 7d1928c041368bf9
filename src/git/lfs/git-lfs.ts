/** Large contents sent and brought by git-lfs itself. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ContentMissingError } from '../../run/content-errors.ts';
import { DigestMismatchError } from '../../run/errors.ts';
import { RemoteError } from '../../run/repository-errors.ts';
import { printAddress } from '../remote/remote-url.ts';
import type { Transfer } from '../remotes.ts';
import type { Repository } from '../repository.ts';
import type { LargeFiles } from './large-files.ts';
import { arrivals, contentsDirectory, fileIn, incoming } from './places.ts';
import { type Content, printPointer } from './pointer.ts';

interface Ground {
  readonly repository: Pick<Repository, 'place' | 'config' | 'objects' | 'contents'>;
  readonly env: NodeJS.ProcessEnv;
}

/** Binds git-lfs to a repository. */
export function gitLfs(repository: Ground['repository'], env: NodeJS.ProcessEnv): LargeFiles {
  const ground = { repository, env };
  return {
    async send(remote, wanted, how = {}) {
      for (const content of wanted) await requireSound(repository, content);
      if (wanted.length > 0) await push(ground, remote, wanted, how);
    },
    async fetch(remote, wanted, how = {}) {
      const absent = await absentOf(repository, wanted);
      if (absent.length === 0) return;
      const failure = await bring(ground, remote, absent, how).catch((error: Error) => error);
      // What has come is kept, whatever has not.
      for (const content of absent) await adopt(repository, content);
      if (failure !== undefined) throw failure;
      const [first] = await absentOf(repository, absent);
      if (first === undefined) return;
      throw new RemoteError(printAddress(remote), `it has not given ${first.sha256}, and did not say why`);
    },
  };
}

/** Contents that one call of git-lfs is given: as many as fit on a command line. */
const AT_ONCE = 500;

async function push(
  { repository, env }: Ground,
  remote: string,
  wanted: readonly Content[],
  how: Transfer,
): Promise<void> {
  const { openWorkshop } = await import('./workshop.ts');
  const { place } = repository;
  const storage = contentsDirectory(place);
  const plan = { repository, env, parent: incoming(place), storage, remote };
  const shop = await openWorkshop({ ...plan, stage: 'uploading', total: sum(wanted) });
  try {
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const ids = wanted.slice(at, at + AT_ONCE).map(({ sha256 }) => sha256);
      await shop.lfs(['push', '--object-id', shop.remote, ...ids], how);
    }
  } finally {
    await shop.close();
  }
}

/** To where it does not count yet. */
async function bring(
  { repository, env }: Ground,
  remote: string,
  absent: readonly Content[],
  how: Transfer,
): Promise<undefined> {
  const { openWorkshop } = await import('./workshop.ts');
  const { place } = repository;
  const plan = { repository, env, parent: incoming(place), storage: arrivals(place), remote };
  const shop = await openWorkshop({ ...plan, stage: 'downloading', total: sum(absent) });
  try {
    await shop.git(['fast-import', '--quiet'], pointersTo(absent));
    await shop.lfs(['fetch', '--include=', '--exclude=', shop.remote, 'refs/heads/wanted'], how);
  } finally {
    await shop.close();
  }
}

async function absentOf({ contents }: Ground['repository'], wanted: readonly Content[]): Promise<Content[]> {
  const absent: Content[] = [];
  for (const content of wanted) if ((await contents.find(content)) === undefined) absent.push(content);
  return absent;
}

function sum(contents: readonly Content[]): number {
  return contents.reduce((total, { size }) => total + size, 0);
}

/** A commit of pointers: git-lfs brings what a commit needs, all of it at once. */
function pointersTo(contents: readonly Content[]): string {
  const files = contents.map(content => {
    const pointer = printPointer(content);
    return `M 100644 inline ${content.sha256}\ndata ${pointer.length}\n${pointer}\n`;
  });
  return `commit refs/heads/wanted\ncommitter git-run <git-run> 0 +0000\ndata 0\n${files.join('')}`;
}

/** Has a content in our own storage, whole. */
async function requireSound({ contents, place }: Ground['repository'], content: Content): Promise<void> {
  const file = await contents.find(content);
  if (file === undefined) throw new ContentMissingError([content.sha256]);
  const found = file.startsWith(contentsDirectory(place))
    ? await digestOf(file)
    : (await contents.put(file)).sha256;
  if (found !== content.sha256) throw new DigestMismatchError(file, content.sha256, found);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece);
  return hash.digest('hex');
}

/** Takes what has arrived into our own storage, if it is what was asked for. */
async function adopt({ contents, place }: Ground['repository'], { sha256 }: Content): Promise<void> {
  const file = fileIn(arrivals(place), sha256);
  if (!existsSync(file)) return;
  // A copy: of a remote at a path it may be the very file that is there.
  const found = await contents.put(file);
  await rm(file, { force: true });
  if (found.sha256 !== sha256) throw new DigestMismatchError(sha256, sha256, found.sha256);
}
