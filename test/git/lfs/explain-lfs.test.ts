import t from 'tap';
import { explainLfs } from '../../../src/git/lfs/explain-lfs.ts';
import type { RemoteTrouble } from '../../../src/run/repository-errors.ts';

/** As git-lfs 3.x and its servers say it. */
const SAID: readonly (readonly [string, RegExp, RemoteTrouble?])[] = [
  ['batch response: This repository is over its data quota. Account responsible for LFS bandwidth', /quota/],
  ['[abc] Object does not exist: [404] Object does not exist', /does not have all/],
  ['error transferring "abc": [0] remote missing object abc', /does not have all/],
  [
    'downloaded file failed checks: file "x" has an invalid hash abc, expected def',
    /is damaged, and was not taken/,
    'damaged',
  ],
  ['batch response: Git credentials for https://h/x not found.', /a user and a password/],
  ['Authentication required: 401 Unauthorized', /a user and a password/],
  ['batch response: Authorization error: https://h/x/info/lfs/objects/batch', /may not send/],
  ['LFS: 404 Not Found: The requested URL was not found on the server.', /no Git LFS/],
  ['batch response: Repository or object not found: https://h/x', /no Git LFS/],
  ['LFS: Client error: https://h/x from HTTP 413', /larger than it takes/],
  ['batch response: Rate limit exceeded: https://h/x', /too often/, 'passes'],
  ['Post "https://h": dial tcp: lookup h: no such host', /no such host/, 'passes'],
  ['Fatal error: Server error: https://h from HTTP 502 Bad Gateway', /does not answer/, 'passes'],
  ['dial tcp 127.0.0.1:1: connect: connection refused', /nothing answers/, 'passes'],
  ['batch request: git@h: Permission denied (publickey).: exit status 255', /ssh: Permission denied/],
];

t.test('what git-lfs says is told with why, and what to do', async t => {
  for (const [said, why, nature = 'lasts'] of SAID) {
    const error = explainLfs('origin', said);
    t.match(error, { code: 'remote', message: why, data: { remedy: String, nature } }, said);
  }
});

t.test('how far it was says nothing of why it failed', async t => {
  const said =
    'Uploading LFS objects:   0% (404/500), 413 B | 0 B/s\rerror: failed to push some refs to x\nodd';
  t.match(explainLfs('origin', said.replace('\r', '\n')), { message: 'origin: odd' });
});

t.test('what nobody knows is shown as it was said, but for passwords', async t => {
  t.match(explainLfs('origin', 'error: https://me:secret@h is odd'), {
    message: 'origin: error: https://h is odd',
  });
});
