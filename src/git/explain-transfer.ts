/**
 * What Git, its transports and servers print when a transfer fails, as an error that says why and what to do. They say
 * it in words only; those of Git, curl and OpenSSH have been the same for years, and where none is known they are shown.
 */
import { RemoteError, type RemoteTrouble } from '../run/repository-errors.ts';
import { printAddresses } from './remote/remote-url.ts';

interface Cause {
  readonly says: RegExp;
  readonly why: string | ((found: RegExpExecArray) => string);
  readonly remedy?: string;
  /** It lasts where this is absent. */
  readonly nature?: RemoteTrouble;
}

interface NoRoom extends Cause {
  readonly why: string;
  readonly remedy: string;
}

/** What a host says that has no room for what is sent, be it as a server or by a hook. */
const NO_ROOM: readonly NoRoom[] = [
  {
    says: /requested URL returned error: 413|HTTP 413|pack exceeds maximum/i,
    why: 'what is sent is larger than the host takes',
    remedy: 'git run du shows what takes the space; --no-artifacts leaves the large ones at home',
    nature: 'too much',
  },
  {
    says: /exceed(?:s|ed)? (?:\S+ )?(?:(?:the|maximum|allowed|storage) ){0,3}(?:file size|size limit|repository size|storage limit|limit|quota)|over (?:its|the|your) (?:storage )?quota/i,
    why: 'what is sent is larger than the host takes',
    remedy: 'git run du shows what takes the space; --no-artifacts leaves the large ones at home',
  },
  {
    says: /No space left on device|insufficient disk space|disk quota exceeded/i,
    why: 'there is no room left',
    remedy: 'whoever runs the host has to make some',
  },
];

/** The first that fits holds: what a server says comes before what Git makes of it. */
const CAUSES: readonly Cause[] = [
  {
    says: /Could not resolve host(?:name)?:? '?([^\s':]+)/i,
    why: ([, host]) => `there is no host ${host}, or its name cannot be looked up now`,
    remedy: 'look at the address: git remote -v',
    nature: 'passes',
  },
  {
    says: /SSL certificate problem: ([^\n]+)|server certificate verification failed|SSL: no alternative certificate/i,
    why: ([, why]) => `its TLS certificate is not trusted${why === undefined ? '' : `: ${why}`}`,
    remedy: 'git config http.sslCAInfo FILE names an authority of your own',
  },
  {
    says: /(?:gnutls_handshake|SSL_connect|SSL_ERROR|wrong version number|TLS connect error)/i,
    why: 'it does not speak TLS there',
    remedy: 'look at the address: git remote -v',
  },
  {
    says: /Host key verification failed/i,
    why: 'its ssh host key is not known, or is another than it was',
    remedy: 'ssh to the host once by hand, and compare the key',
  },
  {
    says: /Permission denied \([^)]*\)/i,
    why: ([found]) => `ssh: ${found}`,
    remedy: 'ssh-add -l lists the keys that are offered; the host has to know one of them',
  },
  {
    says: /could not read (?:Username|Password) for|terminal prompts disabled/i,
    why: 'it asks for a user and a password',
    remedy: 'have them in a credential helper of Git, or use a key over ssh',
  },
  {
    says: /Authentication failed|Invalid username or (?:password|token)|HTTP Basic: Access denied/i,
    why: 'the user, the password or the token is wrong',
    remedy: 'git credential reject forgets the one that was kept',
  },
  {
    says: /(?:requested URL returned error: 403|Permission to \S+ denied|You are not allowed to (?:push|upload)|not permitted to push|insufficient permission|Write access to repository not granted)/i,
    why: 'this user may not write there, or may not read it',
    remedy: 'ask for the right to push; of a CI it is the permission to write contents',
  },
  {
    says: /requested URL returned error: 429|rate limit|too many requests/i,
    why: 'it was asked too often',
    remedy: 'try again in a minute',
    nature: 'passes',
  },
  ...NO_ROOM,
  {
    says: /(?:repository '?[^\n']*'? not found|Repository not found|does not appear to be a git repository|requested URL returned error: 404|No such file or directory)/i,
    why: 'there is no repository',
    remedy: 'look at the address: git remote -v; hosts say the same of one that you may not see',
  },
  {
    says: /detected dubious ownership/i,
    why: 'it belongs to another user, and Git does not open it',
    remedy: 'git config --global --add safe.directory DIRECTORY',
  },
  {
    says: /Connection refused|Failed to connect to|Could not connect to server|Network is unreachable|No route to host/i,
    why: 'nothing answers there',
    remedy: 'look at the network, and at the address: git remote -v',
    nature: 'passes',
  },
  {
    says: /Operation too slow|Operation timed out|Connection timed out|Timeout was reached/i,
    why: 'it hangs, or is too slow',
    remedy: 'try again; what has arrived is not sent twice',
    nature: 'passes',
  },
  {
    says: /requested URL returned error: 5\d\d|HTTP 5\d\d/i,
    why: ([found]) => `the server is in trouble (${/5\d\d/.exec(found)?.[0]})`,
    remedy: 'try again later',
    nature: 'passes',
  },
  {
    says: /lacks these prerequisite commits/i,
    why: 'it stands on commits that are not here',
    remedy: 'git fetch brings them; else have it made by git run bundle create --with-history',
  },
  {
    says: /not a v\d.* bundle|look like a v2 .*bundle|unrecognized header/i,
    why: 'it is no bundle of Git’s',
  },
  {
    says: /couldn't find remote ref/i,
    why: 'a ref that it had a moment ago is gone',
    remedy: 'try again',
    nature: 'passes',
  },
  {
    says: /fsck error|fetch-pack: invalid index-pack output|unresolved deltas|pack has bad object|bad object|index-pack failed/i,
    why: 'what it sends is damaged, and was not taken',
    remedy: 'git fsck, there',
    nature: 'damaged',
  },
  {
    says: /Connection reset|Connection closed|hung up unexpectedly|early EOF|RPC failed|Broken pipe|unexpected disconnect|Could not read from remote repository/i,
    why: 'the connection broke off',
    remedy: 'try again; what has arrived is not sent twice',
    nature: 'passes',
  },
];

/** Explains what a failed transfer has printed. `shown`: the remote, as it may be shown. */
export function explainTransfer(shown: string, printed: string): RemoteError {
  const said = printAddresses(printed);
  const cause = new Error(said.trim());
  for (const { says, why, remedy, nature = 'lasts' } of CAUSES) {
    const found = says.exec(said);
    if (found === null) continue;
    return new RemoteError(shown, typeof why === 'string' ? why : why(found), remedy, { nature, cause });
  }
  return new RemoteError(shown, tellingLine(said), undefined, { cause });
}

interface Refusal {
  readonly why: string;
  readonly remedy?: string;
  /** Whether it is of a push as a whole, of which less may go. */
  readonly tooMuch?: boolean;
}

/**
 * Why a remote has refused one ref, from the words in brackets: in ours where they are known, with what to do. `said`:
 * what it printed beside, where that is of the push as a whole.
 */
export function explainRefusal(words: string, said = ''): Refusal {
  const because = hostsLine(said);
  const noRoom = NO_ROOM.find(({ says }) => says.test(said));
  if (noRoom !== undefined) {
    const { why, remedy, nature } = noRoom;
    return { why: `${why}: ${because ?? words}`, remedy, ...(nature === 'too much' && { tooMuch: true }) };
  }
  const known = REFUSALS.find(([says]) => says.test(words));
  if (known === undefined) return { why: words };
  const [, why, remedy] = known;
  return {
    why: because === undefined ? `${why} (${words})` : `${why}: ${because}`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** The first line of a host’s that says something: some draw frames, and Git tells how far it is. */
function hostsLine(said: string): string | undefined {
  const lines = said.split(/[\r\n]+/).map(line => printAddresses(line.trim()));
  return lines.find(line => /\p{L}/u.test(line) && !/^[\p{L} ]+: +\d+%/u.test(line));
}

const IN_BRANCHES = 'keep runs in branches there: git config run.refPrefix refs/heads/runs/';

const REFUSALS: readonly (readonly [says: RegExp, why: string, remedy?: string])[] = [
  [/deny updating a hidden ref/i, 'the host hides refs/runs', IN_BRANCHES],
  [
    /funny refname|refname|prohibited by Gerrit|invalid ref|not allowed to create refs|namespace/i,
    'the host has no such namespace',
    IN_BRANCHES,
  ],
  [
    /shallow update not allowed/i,
    'this clone is shallow, and the remote lacks what the run stands on',
    'git fetch --unshallow',
  ],
  [
    /missing necessary objects/i,
    'the remote is shallow, or hurt: it lacks commits that it should have',
    'git fetch --unshallow, there',
  ],
  [/hook declined/i, 'a hook of the host refuses it'],
  [/failed to update ref/i, 'the host could not move it just now', 'try again'],
  [/unpacker error|unpack failed|failed to write/i, 'the host could not store it'],
  [/deletion prohibited|denying ref deletion/i, 'the host lets nobody delete it'],
];

function tellingLine(said: string): string {
  const lines = said
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const telling = ['remote: ', 'fatal: ', 'error: '].map(start => lines.find(line => line.startsWith(start)));
  return telling.find(line => line !== undefined) ?? lines[0] ?? 'it failed, and did not say why';
}
