/** Digests of large files, remembered by what changes when a file does: its inode, size and times. */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onDisk } from './glob.ts';

export interface HashCache {
  /** The sha256 of a file's content, in hexadecimal. Rejects with the system's errors. */
  sha256(file: string): Promise<string>;
  /** Keeps what was found for the next time; a cache that cannot be written is done without. */
  save(): Promise<void>;
}

/** A file changed so few ms ago can change again within the resolution of its times. */
const UNSETTLED = 2000;
/** A cache of more bytes begins anew: it is only ever appended to. */
const MAX_BYTES = 16 * 2 ** 20;
const READ = 2 ** 20;

/** Opens `<directory>/hash-cache`; it is read at the first question. */
export function openHashCache(directory: string): HashCache {
  const cacheFile = join(directory, 'hash-cache');
  const found: string[] = [];
  let known: Promise<Map<string, string>> | undefined;
  return {
    async sha256(file) {
      known ??= readCacheFile(cacheFile);
      const key = await keyOf(file);
      const remembered = (await known).get(key.text);
      if (remembered !== undefined) return remembered;
      const digest = await digestOf(file);
      const after = await keyOf(file);
      if (key.settled && after.text === key.text) found.push(lineOf(key.text, digest));
      return digest;
    },
    async save() {
      if (found.length === 0) return;
      try {
        await mkdir(dirname(cacheFile), { recursive: true, mode: 0o700 });
        await appendFile(cacheFile, found.join(''), { mode: 0o600 });
      } catch {
        // The digests are made again the next time.
      }
    },
  };
}

/** Takes digests out of the cache of a directory: what they were of is to leave no trace. */
export async function forgetDigests(directory: string, digests: ReadonlySet<string>): Promise<void> {
  const cacheFile = join(directory, 'hash-cache');
  const text = await readFile(cacheFile, 'utf8').catch(() => '');
  const kept = text.replace(LINE, (line, _key, digest: string) => (digests.has(digest) ? '' : line));
  if (kept === text) return;
  await writeFile(`${cacheFile}.new`, kept, { mode: 0o600 });
  await rename(`${cacheFile}.new`, cacheFile);
}

/** Streams a file through sha256. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(onDisk(file), 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.allocUnsafe(Math.min(READ, Math.max(size, 1)));
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

async function keyOf(file: string): Promise<{ text: string; settled: boolean }> {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(onDisk(file), { bigint: true });
  return {
    text: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`,
    settled: Date.now() - Number(ctimeMs) > UNSETTLED,
  };
}

/** The line break comes first, so that a line torn by a crash does not run into the next one. */
function lineOf(key: string, digest: string): string {
  return `\n${JSON.stringify({ key, sha256: digest })}\n`;
}

const LINE = /^\{"key":"([\d:]+)","sha256":"([0-9a-f]{64})"\}$/gm;

async function readCacheFile(file: string): Promise<Map<string, string>> {
  try {
    if ((await stat(file)).size > MAX_BYTES) await rm(file, { force: true });
    const text = await readFile(file, 'utf8');
    return new Map([...text.matchAll(LINE)].map(([, key = '', digest = '']) => [key, digest]));
  } catch {
    return new Map();
  }
}
