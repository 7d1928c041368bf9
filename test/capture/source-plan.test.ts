import t from 'tap';
import type { FileLook } from '../../src/capture/file-look.ts';
import { isCredential, planSource, type SeenEntry } from '../../src/capture/source-plan.ts';
import type { StatusEntry } from '../../src/git/repository.ts';

const file = (size = 1): FileLook => ({ kind: 'file', executable: false, size, stamp: '1' });
const MISSING: FileLook = { kind: 'missing' };
const entry = (path: string, changes: Partial<StatusEntry> = {}): StatusEntry => ({
  path,
  kind: 'tracked',
  deleted: false,
  inHead: true,
  ...changes,
});
const untracked = (path: string) => entry(path, { kind: 'untracked', inHead: false });
const plan = (...seen: [StatusEntry, FileLook][]) =>
  planSource(
    seen.map(([entry, look]): SeenEntry => ({ entry, look })),
    { sizeLimit: 10, isOutput: path => path.startsWith('out/') },
  );

t.test('what differs from HEAD is stored, what is gone is taken away', async t => {
  const link: FileLook = { kind: 'link', target: Buffer.from('a') };
  const planned = plan(
    [entry('a'), { ...file(), executable: true } as FileLook],
    [untracked('b'), file()],
    [entry('l'), link],
    [entry('gone', { deleted: true }), MISSING],
    [entry('staged', { inHead: false }), file()],
    [entry('staged-then-gone', { inHead: false, deleted: true }), MISSING],
  );
  t.same(planned, {
    files: [
      { path: 'a', executable: true, inHead: true },
      { path: 'b', executable: false, inHead: false },
      { path: 'staged', executable: false, inHead: false },
    ],
    links: [{ path: 'l', target: Buffer.from('a'), inHead: true }],
    deleted: ['gone'],
    omitted: [],
    unmerged: false,
  });
});

t.test('what is left out is said, but for outputs', async t => {
  const planned = plan(
    [untracked('out/model.pt'), file()],
    [untracked('large'), file(11)],
    [untracked('.env'), file(3)],
    [untracked('secret'), { kind: 'unreadable' }],
    [untracked('pipe'), { kind: 'other' }],
    [untracked('vanished'), MISSING],
  );
  t.same(planned.files, []);
  t.same(planned.omitted, [
    { path: 'large', reason: 'too-large', size: 11 },
    { path: '.env', reason: 'credential', size: 3 },
    { path: 'secret', reason: 'unreadable' },
    { path: 'pipe', reason: 'special-file' },
    { path: 'vanished', reason: 'vanished' },
  ]);
});

t.test('a file in the place of a submodule is a file, and nothing is none', async t => {
  const submodule = (path: string) => entry(path, { kind: 'submodule' });
  const { files, deleted } = plan([submodule('lib'), file()], [submodule('gone'), MISSING]);
  t.match(files, [{ path: 'lib' }]);
  t.same(deleted, ['gone']);
});

t.test('what HEAD has is never left out as an output or a credential', async t => {
  const planned = plan([entry('out/table.csv'), file()], [entry('.env'), file()]);
  t.same(
    planned.files.map(({ path }) => path),
    ['out/table.csv', '.env'],
  );
});

t.test('a file taken out of the index that still lies there is one file', async t => {
  const planned = plan([entry('.env', { deleted: true }), file()], [untracked('.env'), file()]);
  t.same(planned.files, [{ path: '.env', executable: false, inHead: true }]);
  t.same([planned.omitted, planned.deleted], [[], []]);
});

t.test('a path that leads through a new symbolic link is gone', async t => {
  const link: FileLook = { kind: 'link', target: Buffer.from('elsewhere') };
  const planned = plan([entry('d/x', { deleted: true }), file()], [untracked('d'), link]);
  t.same([planned.deleted, planned.files], [['d/x'], []]);
});

t.test('conflicts are noted', async t => {
  t.equal(plan([entry('a', { kind: 'unmerged' }), file()]).unmerged, true);
});

t.test('credentials are known by the names their tools give them', async t => {
  const yes = [
    '.env',
    '.env.production',
    'deploy/.ENV',
    '.netrc',
    '.git-credentials',
    '.npmrc',
    'keys/id_ed25519',
    'server.pem',
    'a.p12',
    'kaggle.json',
    'credentials.json',
    'gcp/service-account-prod.json',
    'client_secret_12.json',
  ];
  const no = [
    '.env.example',
    '.env.sample',
    'env',
    '.envrc.md',
    'environment.yaml',
    'id_ed25519.pub',
    'keynote.txt',
    'key.py',
    'credentials.py',
    'mykaggle.json.py',
    'xcredentials.jsonl',
  ];
  for (const path of yes) t.ok(isCredential(path), path);
  for (const path of no) t.notOk(isCredential(path), path);
});
