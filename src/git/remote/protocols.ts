/**
 * The two protocols of a Git server: https://git-scm.com/docs/gitprotocol-v2, https://git-scm.com/docs/gitprotocol-pack.
 * With the second it names only the refs that are asked for: 20 runs among 100,000 cost what they cost among 20.
 */
import { CorruptRecordError } from '../../run/errors.ts';
import { EngineLimitError } from '../../run/repository-errors.ts';
import type { Ref } from '../repository.ts';
import { ask, linesOf, packOf, passTo, refsIn } from './answers.ts';
import type { HttpRemote } from './http.ts';
import { DELIMITER, FLUSH, packet } from './packets.ts';

export interface Wants {
  /** Ids of objects. Of commits neither parents nor anything of theirs is sent. */
  readonly oids: readonly string[];
  /** Leaves out the blobs that are not wanted themselves. */
  readonly withoutBlobs?: boolean;
}

export interface UploadPack {
  /** Whether blobs can be left out, and be asked for one by one. */
  readonly isSelective: boolean;
  /** Refs that begin so, by name. Throws RemoteError. */
  refs(prefix: string): Promise<Ref[]>;
  /** The pack of what is wanted. Throws RemoteError where the server refuses, or it breaks off. */
  pack(wants: Wants): AsyncIterable<Buffer>;
}

/** Speaks protocol 2; `words` are what the server says that it can. Throws EngineLimitError. */
export function protocol2(remote: HttpRemote, words: readonly string[]): UploadPack {
  const capabilities = capabilitiesOf(words);
  checkFormat(remote, capabilities);
  const isSelective = capabilities.get('fetch')?.split(' ').includes('filter') ?? false;
  const command = (name: string, args: readonly string[]) => {
    const head = [`command=${name}`, ...(capabilities.has('object-format') ? ['object-format=sha1'] : [])];
    const content = `${head.map(packet).join('')}${DELIMITER}${args.map(packet).join('')}${FLUSH}`;
    return ask(remote, content, 'version=2');
  };
  return {
    isSelective,
    async refs(prefix) {
      return refsIn(await linesOf(remote, await command('ls-refs', [`ref-prefix ${prefix}`])), prefix);
    },
    async *pack({ oids, withoutBlobs }) {
      const filter = withoutBlobs && isSelective ? ['filter blob:none'] : [];
      const wants = oids.map(oid => `want ${oid}`);
      const reader = await command('fetch', [
        'no-progress',
        'ofs-delta',
        'deepen 1',
        ...filter,
        ...wants,
        'done',
      ]);
      await passTo(remote, reader, 'packfile');
      yield* packOf(remote, reader);
    },
  };
}

/** Speaks the protocol before; `lines` are its refs, and behind the first what the server can. Throws EngineLimitError. */
export function protocol0(remote: HttpRemote, lines: readonly string[]): UploadPack {
  const [first = '', words = ''] = (lines[0] ?? '').split('\0');
  if (!/^[0-9a-f]{40,64} /.test(first))
    throw new CorruptRecordError('the answer', 'it is of no protocol that is known');
  const capabilities = capabilitiesOf(words.split(' '));
  checkFormat(remote, capabilities);
  const can = (...names: string[]) => names.every(name => capabilities.has(name));
  if (!can('side-band-64k', 'shallow'))
    throw new EngineLimitError(
      `the server of ${remote.shown} is too old to send single commits`,
      'git clone it',
      'a clone',
    );
  const isSelective = can('filter', 'allow-tip-sha1-in-want', 'allow-reachable-sha1-in-want');
  return {
    isSelective,
    refs: async prefix => refsIn([first, ...lines.slice(1)], prefix),
    async *pack({ oids, withoutBlobs = false }) {
      const filters = withoutBlobs && isSelective;
      const [want, ...more] = oids.map(oid => `want ${oid}`);
      const asked = `${want} side-band-64k ofs-delta no-progress${filters ? ' filter' : ''}`;
      const args = [asked, ...more, 'deepen 1', ...(filters ? ['filter blob:none'] : [])];
      const reader = await ask(remote, `${args.map(packet).join('')}${FLUSH}${packet('done')}`);
      await passTo(remote, reader, 'NAK');
      yield* packOf(remote, reader);
    },
  };
}

function capabilitiesOf(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map(word => {
      const at = word.indexOf('=');
      return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

function checkFormat(remote: HttpRemote, capabilities: ReadonlyMap<string, string>): void {
  const format = capabilities.get('object-format') ?? 'sha1';
  if (format === 'sha1') return;
  throw new EngineLimitError(
    `${remote.shown} names its objects by ${format}, and only sha1 is read without a clone`,
    `git fetch ${remote.shown} 'refs/runs/*:refs/runs/*' in a repository of ${format}`,
    'a clone',
  );
}
