/** What git-lfs and its servers print when a transfer fails, as an error that says why and what to do. */
import { RemoteError, type RemoteTrouble } from '../../run/repository-errors.ts';
import { explainTransfer } from '../explain-transfer.ts';

interface Cause {
  readonly says: RegExp;
  readonly why: string;
  readonly remedy: string;
  readonly nature?: RemoteTrouble;
}

const AT_HOME = '--no-artifacts leaves large files at home';

/** The first that fits holds. https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md#response-errors */
const CAUSES: readonly Cause[] = [
  {
    says: /data quota|bandwidth limit exceeded|Insufficient server storage|storage limit/i,
    why: 'its quota for large files is used up',
    remedy: `git run du --by file shows what takes the space; ${AT_HOME}`,
  },
  {
    says: /Object does not exist|remote missing object|\[404\]/i,
    why: 'it does not have all of the large files: they were not sent there, or were deleted',
    remedy: 'the clone that made the run may have them: git run push, there',
  },
  {
    says: /invalid hash|expected OID/i,
    why: 'what it sends is damaged, and was not taken',
    remedy: 'git lfs fsck, there',
    nature: 'damaged',
  },
  {
    says: /credentials for \S+ not found|Authentication required|could not read (?:Username|Password)/i,
    why: 'its Git LFS asks for a user and a password',
    remedy: 'have them in a credential helper of Git, or use a key over ssh',
  },
  {
    says: /Authorization error|\b403\b/i,
    why: 'this user may not send large files there, or may not read them',
    remedy: `ask for the right to push, and whether Git LFS is turned on there; ${AT_HOME}`,
  },
  {
    says: /LFS: 404|Repository or object not found|\b404\b|\b405\b|\b501\b|Git LFS is not (?:enabled|supported)|LFS is disabled/i,
    why: 'it has no Git LFS, or does not offer it for this repository',
    remedy: `turn it on there, or name a server: git config lfs.url URL; ${AT_HOME}`,
  },
  {
    says: /rate limit|\b429\b/i,
    why: 'it was asked too often',
    remedy: 'try again in a minute',
    nature: 'passes',
  },
  {
    says: /\b413\b|Request Entity Too Large|size limit|too large/i,
    why: 'a file is larger than it takes',
    remedy: `git run du --by file shows the largest; ${AT_HOME}`,
  },
  {
    says: /no such host/i,
    why: 'there is no such host, or its name cannot be looked up now',
    remedy: 'look at the address: git remote -v',
    nature: 'passes',
  },
  {
    says: /i\/o timeout|deadline exceeded|\b5\d\d (?:Internal|Bad|Service|Gateway)|unexpected EOF/i,
    why: 'its Git LFS does not answer as it should',
    remedy: 'try again; what has arrived is not sent twice',
    nature: 'passes',
  },
];

/** How far it was, in numbers like those of HTTP; and that it failed. */
const NOISE = /^(?:\w+ LFS objects: .*|error: failed to \w+ some \w+ .*)$/gm;

/** Explains what a failed transfer has printed. `shown`: the remote, as it may be shown. */
export function explainLfs(shown: string, printed: string): RemoteError {
  const said = printed.replace(NOISE, '');
  const known = CAUSES.find(({ says }) => says.test(said));
  // Whatever Git and its transports say alike.
  const general = explainTransfer(shown, said);
  if (known === undefined) return general;
  const { why, remedy, nature = 'lasts' } = known;
  return new RemoteError(shown, why, remedy, { nature, cause: general.cause });
}
