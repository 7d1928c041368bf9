/**
 * Finds out what a Git server is, and how to ask it. isomorphic-git would fetch too, but in the protocol that names
 * every ref each time, 8 MB of them at 100,000 runs, and never less than whole runs, artifacts and all.
 */
import { EngineLimitError, RemoteError } from '../../run/repository-errors.ts';
import { linesOf, SERVICE, sound } from './answers.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';
import type { HttpRemote } from './http.ts';
import { protocol0, protocol2, type UploadPack } from './protocols.ts';

/** Asks a remote what it is. Throws RemoteError, and EngineLimitError for what is not read without a clone. */
export async function openUploadPack(remote: HttpRemote, prefix: string): Promise<UploadPack> {
  const { type, body } = await remote.ask({
    path: `/info/refs?service=${SERVICE}`,
    accept: `application/x-${SERVICE}-advertisement`,
    protocol: 'version=2',
  });
  const reader = byteReader(body);
  if (!type.startsWith(`application/x-${SERVICE}-advertisement`)) throw await noService(remote, reader);
  return sound(remote, async () => {
    const lines = await advertised(remote, reader, prefix);
    return lines[0] === 'version 2' ? protocol2(remote, lines.slice(1)) : protocol0(remote, lines);
  });
}

/** A server that only hands out files names a ref a line; what else answers is no server of Git's. */
async function noService({ shown }: HttpRemote, reader: ByteReader): Promise<Error> {
  const start = (await reader.peek(41)).toString('latin1', 0, 41);
  if (!/^[0-9a-f]{40}\t$/.test(start))
    return new RemoteError(shown, 'what answers there is no Git repository');
  return new EngineLimitError(
    `${shown} is a dumb server, which hands out files and finds nothing in them`,
    `git fetch ${shown} 'refs/runs/*:refs/runs/*'`,
    'a clone',
  );
}

/** Of the refs those that begin so: of others there may be as many as there were pull requests. */
async function advertised(remote: HttpRemote, reader: ByteReader, prefix: string): Promise<string[]> {
  let isFirst = true;
  const isWanted = (line: string) => {
    if (line.startsWith('# ')) return false;
    const wanted = isFirst || !/^[0-9a-f]{40} /.test(line) || line.startsWith(prefix, 41);
    isFirst = false;
    return wanted;
  };
  const lines = await linesOf(remote, reader, isWanted);
  // `# service=…` and the flush behind it are of HTTP, not of the protocol; some servers leave them out.
  return lines.length > 0 ? lines : linesOf(remote, reader, isWanted);
}
