import t from 'tap';
import { explainRefusal, explainTransfer } from '../../src/git/explain-transfer.ts';

/** What Git, curl, OpenSSH and hosts print, and what is made of it. */
const PRINTED: readonly (readonly [string, RegExp, string])[] = [
  [
    "fatal: unable to access 'https://x/': Could not resolve host: git.invalid",
    /no host git\.invalid/,
    'passes',
  ],
  [
    'ssh: Could not resolve hostname git.invalid: Name or service not known',
    /no host git\.invalid/,
    'passes',
  ],
  [
    "fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate",
    /TLS certificate is not trusted: self-signed/,
    'lasts',
  ],
  ['fatal: server certificate verification failed. CAfile: none CRLfile: none', /not trusted$/, 'lasts'],
  [
    'Host key verification failed.\r\nfatal: Could not read from remote repository.',
    /host key is not known/,
    'lasts',
  ],
  [
    'git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    /ssh: Permission denied \(publickey\)/,
    'lasts',
  ],
  ["fatal: could not read Username for 'https://x': terminal prompts disabled", /asks for a user/, 'lasts'],
  ["remote: Invalid username or token.\nfatal: Authentication failed for 'https://x/'", /is wrong/, 'lasts'],
  [
    "remote: Permission to a/b.git denied to c.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
    /may not write there/,
    'lasts',
  ],
  ['remote: You are not allowed to push code to this project.', /may not write there/, 'lasts'],
  [
    'error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413',
    /larger than the host takes/,
    'too much',
  ],
  ['remote: fatal: pack exceeds maximum allowed size', /larger than the host takes/, 'too much'],
  ['remote: error: File model.bin is 200 MB; this exceeds file size limit of 100 MB', /larger than/, 'lasts'],
  ['remote: fatal: write error: No space left on device', /no room left/, 'lasts'],
  ["fatal: '/x.git' does not appear to be a git repository", /there is no repository/, 'lasts'],
  ["fatal: detected dubious ownership in repository at '/x.git'", /another user/, 'lasts'],
  ['fatal: unable to connect: Connection refused', /nothing answers/, 'passes'],
  [
    'curl 28 Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds',
    /hangs, or is too slow/,
    'passes',
  ],
  [
    "fatal: unable to access 'https://x/': The requested URL returned error: 502",
    /in trouble \(502\)/,
    'passes',
  ],
  ['fatal: fsck error in packed object', /damaged, and was not taken/, 'damaged'],
  ['fatal: the remote end hung up unexpectedly', /broke off/, 'passes'],
  ['fatal: early EOF', /broke off/, 'passes'],
];

t.test('what is printed when a transfer fails is told in words that say what to do', t => {
  for (const [printed, why, nature] of PRINTED) {
    const { data, cause } = explainTransfer('origin', printed);
    t.match(data, { remote: 'origin', why, nature }, printed);
    t.match((cause as Error).message, printed.slice(0, 10), 'what was printed is kept');
  }
  t.end();
});

t.test('what nobody knows is told as it was printed, the remote’s own words first', t => {
  t.equal(explainTransfer('x', 'hm\nfatal: odd\nremote: because\n').data.why, 'remote: because');
  t.equal(explainTransfer('x', 'hm\nfatal: odd').data.why, 'fatal: odd');
  t.equal(explainTransfer('x', ' \n').data.why, 'it failed, and did not say why');
  t.end();
});

t.test('no password of a URL is told', t => {
  const error = explainTransfer('x', "fatal: unable to access 'https://ada:hunter2@h/': odd");
  t.notMatch(`${error.message} ${error.data.why} ${(error.cause as Error).message}`, /hunter2/);
  const slash = explainTransfer('x', "fatal: unable to access 'https://ada:hun/ter2@h/': odd");
  t.notMatch(`${slash.message} ${slash.data.why} ${(slash.cause as Error).message}`, /hun|ter2/);
  t.end();
});

t.test('why a ref is refused is told in our words and the host’s', t => {
  t.strictSame(explainRefusal('deny updating a hidden ref'), {
    why: 'the host hides refs/runs (deny updating a hidden ref)',
    remedy: 'keep runs in branches there: git config run.refPrefix refs/heads/runs/',
  });
  t.match(explainRefusal('prohibited by Gerrit: not permitted: create'), {
    why: /no such namespace/,
    remedy: /run\.refPrefix/,
  });
  t.match(explainRefusal('shallow update not allowed'), { remedy: 'git fetch --unshallow' });
  t.strictSame(explainRefusal('pre-receive hook declined'), {
    why: 'a hook of the host refuses it (pre-receive hook declined)',
  });
  t.match(explainRefusal('missing necessary objects'), { why: /the remote is shallow/ });
  t.strictSame(explainRefusal('because'), { why: 'because' });
  t.end();
});

t.test('what a host says of a push is told, and known where it has no room', t => {
  const declined = 'pre-receive hook declined';
  t.strictSame(
    explainRefusal(declined, '\n=====\nResolving deltas: 100% (1/1)\nERROR: not on Fridays\nmore'),
    {
      why: 'a hook of the host refuses it: ERROR: not on Fridays',
    },
  );
  t.strictSame(explainRefusal(declined, ' \n====='), { why: `a hook of the host refuses it (${declined})` });
  for (const said of [
    'GitLab: Your push has been rejected, because this repository has exceeded its storage quota of 1 GB.',
    "error: File big is 200.00 MB; this exceeds GitHub's file size limit of 100.00 MB",
    'ERROR: Your push to this repository has been rejected because it would exceed the storage limit',
  ])
    t.match(explainRefusal(declined, said), {
      why: `larger than the host takes: ${said}`,
      remedy: /git run du/,
    });
  t.match(explainRefusal('unpacker error', 'fatal: write error: No space left on device'), {
    why: /^there is no room left: /,
    tooMuch: undefined,
  });
  t.match(explainRefusal('unpacker error', 'fatal: pack exceeds maximum allowed size (1 KiB)'), {
    tooMuch: true,
  });
  t.end();
});
