/** Judges signatures by `git log`, which calls gpg, gpgsm or ssh-keygen for each: there is no plumbing for many. */
import { GitCommandError } from '../../run/repository-errors.ts';
import type { Judgement, Verdict } from '../../run/signature.ts';
import type { GitConfig, Objects, Place } from '../repository.ts';
import { isSigned, type Signatures, UNVERIFIABLE } from '../signing.ts';
import type { GitProgram } from './program.ts';

interface Ground {
  readonly place: Pick<Place, 'objectFormat'>;
  readonly config: GitConfig;
  readonly objects: Pick<Objects, 'read'>;
}

export function nativeSignatures(git: GitProgram, { place, config, objects }: Ground): Signatures {
  return {
    async verify(commits) {
      const found = await objects.read(commits);
      const signed = commits.filter((_, at) => isSigned(found[at]?.content, place.objectFormat));
      const verdicts = signed.length === 0 ? new Map() : await judge(git, config, signed);
      const has = new Set(signed);
      return commits.map(oid => (has.has(oid) ? (verdicts.get(oid) ?? UNVERIFIABLE) : undefined));
    },
  };
}

/** So long the first may take, and each one more: ms. A key may be looked for on the network. */
const LIMIT = { first: 10_000, next: 1000 };

async function judge(
  git: GitProgram,
  config: GitConfig,
  commits: readonly string[],
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = parseVerdicts(await read(git, config, { commits, fields: FIELDS }));
  const least = config.get('gpg.mintrustlevel')?.toLowerCase();
  const good = [...verdicts].filter(([, { judgement }]) => judgement === 'good').map(([oid]) => oid);
  if (least === undefined || good.length === 0) return verdicts;
  // Asked of any other, Git takes it for a mistake of its own, and dies.
  const trusted = parseTrust(await read(git, config, { commits: good, fields: ['%H', '%GT'] }), least);
  for (const oid of good.filter(one => !trusted.has(one)))
    verdicts.set(oid, { ...verdicts.get(oid), judgement: 'unknown-key' });
  return verdicts;
}

interface Question {
  readonly commits: readonly string[];
  /** https://git-scm.com/docs/pretty-formats */
  readonly fields: readonly string[];
}

/** What `git log` tells of signatures, each field with a NUL behind it; nothing where it cannot or does not answer. */
async function read(git: GitProgram, config: GitConfig, { commits, fields }: Question): Promise<string> {
  const args = [
    ...knownSigners(config),
    'log',
    // Not of the commits' parents, and without what the user adds to every log.
    ...['--no-walk=unsorted', '--stdin', '-z', '--no-show-signature', '--no-notes', '--no-color'],
    `--format=${fields.join('%x00')}`,
  ];
  const signal = AbortSignal.timeout(LIMIT.first + LIMIT.next * commits.length);
  try {
    const input = `${commits.join('\n')}\n`;
    return (await git(args, { input, signal, gently: true })).toString();
  } catch (error) {
    if (signal.aborted || error instanceof GitCommandError) return '';
    throw error;
  }
}

/** Without a list of signers Git does not even look whether an ssh signature is that of these bytes. */
function knownSigners(config: GitConfig): readonly string[] {
  const has = config.get('gpg.ssh.allowedsignersfile') !== undefined;
  return has ? [] : ['-c', 'gpg.ssh.allowedSignersFile=/dev/null'];
}

const FIELDS = ['%H', '%G?', '%GS', '%GF', '%GK', '%GG'];

/** Reads what `git log -z` says in the fields above, by commit. */
export function parseVerdicts(output: string): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const [oid = '', letter = '', signer, fingerprint, id, said] of records(output, FIELDS.length)) {
    const key = fingerprint || id;
    verdicts.set(oid, {
      judgement: judgementOf(letter, key, said),
      ...(signer ? { signer } : {}),
      ...(key ? { key } : {}),
    });
  }
  return verdicts;
}

/** Reads `%H%x00%GT`: the commits whose key is trusted no less than the least, in Git's own words. */
export function parseTrust(output: string, least: string): Set<string> {
  const enough = TRUST.slice(Math.max(0, TRUST.indexOf(least)));
  return new Set(
    records(output, 2).flatMap(([oid = '', trust = '']) => (enough.includes(trust) ? [oid] : [])),
  );
}

/** From the least: https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgminTrustLevel */
const TRUST = ['undefined', 'never', 'marginal', 'fully', 'ultimate'];

function records(output: string, width: number): string[][] {
  const words = output.split('\0').slice(0, -1);
  return Array.from({ length: Math.floor(words.length / width) }, (_, at) =>
    words.slice(at * width, (at + 1) * width),
  );
}

function judgementOf(letter: string, key: string | undefined, said: string | undefined): Judgement {
  // Of a key that is not here, gpg knows the id and no more.
  if (letter === 'E') return key ? 'unknown-key' : 'unverifiable';
  // Without ssh-keygen, too, Git says that a signature is bad; but then nobody has said so to Git.
  if (letter === 'B' && !said) return 'unverifiable';
  return JUDGEMENTS[letter] ?? 'unverifiable';
}

const JUDGEMENTS: Readonly<Record<string, Judgement>> = {
  G: 'good',
  U: 'unknown-key',
  X: 'expired-signature',
  Y: 'expired-key',
  R: 'revoked-key',
  B: 'bad',
};
