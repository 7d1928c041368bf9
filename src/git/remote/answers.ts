/** What servers answer, in lines and packs. It may be anything: each loop here has an end. */
import { CorruptRecordError } from '../../run/errors.ts';
import { RemoteError } from '../../run/repository-errors.ts';
import type { Ref } from '../repository.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';
import type { HttpRemote } from './http.ts';
import { readPacket, textOf } from './packets.ts';

export const SERVICE = 'git-upload-pack';

/** More refs, or lines that say what a server can, are no repository's. */
const MOST_LINES = 5_000_000;
/** Characters of lines that are kept. */
const MOST_KEPT = 1 << 29;

/** Asks the service, and gives its answer to be read. Throws RemoteError. */
export async function ask(remote: HttpRemote, content: string, protocol?: string): Promise<ByteReader> {
  const { type, body } = await remote.ask({
    path: `/${SERVICE}`,
    accept: `application/x-${SERVICE}-result`,
    body: { type: `application/x-${SERVICE}-request`, content },
    ...(protocol === undefined ? {} : { protocol }),
  });
  if (!type.startsWith(`application/x-${SERVICE}-result`))
    throw new RemoteError(remote.shown, 'what answers there is no Git repository');
  return byteReader(body);
}

/** Reads lines up to the flush that ends them; those that are not wanted are passed over. */
export async function linesOf(
  remote: HttpRemote,
  reader: ByteReader,
  isWanted: (line: string) => boolean = () => true,
): Promise<string[]> {
  const lines: string[] = [];
  let kept = 0;
  for (let count = 0; count < MOST_LINES && kept < MOST_KEPT; count++) {
    const found = await readPacket(reader);
    if (found === 'flush') return lines;
    const line = lineOf(remote, found);
    if (line === undefined || !isWanted(line)) continue;
    lines.push(line);
    kept += line.length;
  }
  throw unsound(remote, 'it goes on and on');
}

/** Reads on to the line behind which the pack begins: it was said which commits are left without parents. */
export async function passTo(remote: HttpRemote, reader: ByteReader, last: string): Promise<void> {
  for (let count = 0; count < MOST_LINES; count++) {
    if (lineOf(remote, await readPacket(reader)) === last) return;
  }
  throw unsound(remote, 'it goes on and on');
}

/** The text of a packet, undefined for a mark. Throws RemoteError with what the server says where it refuses. */
function lineOf(remote: HttpRemote, found: Awaited<ReturnType<typeof readPacket>>): string | undefined {
  if (found === undefined) throw unsound(remote, 'it breaks off');
  if (typeof found === 'string') return undefined;
  const line = textOf(found);
  if (line.startsWith('ERR ')) throw new RemoteError(remote.shown, `it says: ${line.slice('ERR '.length)}`);
  return line;
}

/** https://git-scm.com/docs/gitprotocol-pack#_packfile_data: 1 is the pack, 2 what is said meanwhile, 3 why it was given up. */
export async function* packOf(remote: HttpRemote, reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const found = await readPacket(reader);
    if (found === 'flush') return;
    if (found === undefined) throw unsound(remote, 'it breaks off');
    if (typeof found === 'string') continue;
    if (found[0] === 1) yield found.subarray(1);
    else if (found[0] === 3) throw new RemoteError(remote.shown, `it says: ${textOf(found.subarray(1))}`);
  }
}

/** Reads `<id> <name>` lines; what they may say of a ref besides was not asked for. */
export function refsIn(lines: readonly string[], prefix: string): Ref[] {
  const refs = lines.flatMap(line => {
    const [, oid, name] = /^([0-9a-f]{40}) (\S+)/.exec(line) ?? [];
    return oid !== undefined && name?.startsWith(prefix) && !name.endsWith('^{}') ? [{ name, oid }] : [];
  });
  return refs.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Does something with an answer. What is damaged in it is said of the remote. Throws RemoteError. */
export async function sound<T>(remote: HttpRemote, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CorruptRecordError)) throw error;
    const { record, why } = error.data;
    throw unsound(remote, record === 'the answer' ? why : error.message, error);
  }
}

function unsound(remote: HttpRemote, why: string, cause?: Error): RemoteError {
  return new RemoteError(remote.shown, `its answer is not sound: ${why}`, undefined, { cause });
}
