import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { PROXY } from '../../../src/interop/mlflow-server/artifact-place.ts';
import { readArtifacts } from '../../../src/interop/mlflow-server/read-artifacts.ts';
import { CUT, fakeMlflow, PAGE_500, refuse, type Say } from '../../support/fake-mlflow.ts';

async function read(
  t: Parameters<typeof fakeMlflow>[0] & { testdir(): string },
  uri: string,
  says: Record<string, Say>,
) {
  const fake = await fakeMlflow(t, { '/experiments/get': refuse(404, 'NONE'), ...says });
  const spool = t.testdir();
  const lost: [string, string][] = [];
  const lose = (path: string, why: string) => void lost.push([path, why]);
  const files = await readArtifacts(fake.server, { uri, runId: 'r1', below: '', spool, lose });
  const contents = files.map(({ path, file }) => [path, readFileSync(file, 'utf8')]);
  return { contents: Object.fromEntries(contents), lost, asked: fake.asked, spooled: readdirSync(spool) };
}
const TOP = 'mlflow-artifacts:/1/r1/artifacts';
const file = (path: string, size?: number) => ({ path, is_dir: false, file_size: size });
const directory = (path: string) => ({ path, is_dir: true });
const listing =
  (lists: Record<string, object[]>): Say =>
  ({ query }) => ({ files: lists[query.get('path') ?? ''] ?? [] });

t.test('directories are gone through, and names lead nowhere but to files of ours', async t => {
  const hostile = ['../x', '..', '', '/etc/passwd', 'a/../../b', '.git', 'C\0'].map(name => file(name, 1));
  const { contents, lost, asked, spooled } = await read(t, TOP, {
    [PROXY]: listing({
      '1/r1/artifacts': [file('a.txt', 2), directory('d'), ...hostile],
      '1/r1/artifacts/d': [file('b.txt'), directory('..')],
    }),
    [`${PROXY}/1/r1/artifacts/*`]: () => 'aa',
    [`${PROXY}/1/r1/artifacts/d/*`]: () => 'bb',
  });
  t.same(contents, { 'a.txt': 'aa', 'd/b.txt': 'bb' });
  t.equal(lost.length, hostile.length + 1);
  t.same(spooled, ['0', '1']);
  t.notMatch(asked.join(), /passwd|\.\.|\.git/);
});

t.test('a file that is missing, always cut off or of another size is told, and the others come', async t => {
  const names = ['missing', 'cut', 'more', 'less', 'whole'];
  const { contents, lost } = await read(t, TOP, {
    [PROXY]: listing({ '1/r1/artifacts': names.map(name => file(name, 4)) }),
    [`${PROXY}/1/r1/artifacts/missing`]: PAGE_500,
    [`${PROXY}/1/r1/artifacts/cut`]: CUT,
    [`${PROXY}/1/r1/artifacts/more`]: () => Buffer.alloc(1 << 20),
    [`${PROXY}/1/r1/artifacts/less`]: () => 'x',
    [`${PROXY}/1/r1/artifacts/whole`]: () => 'good',
  });
  t.same(contents, { whole: 'good' });
  t.match(lost, [
    ['missing', /answers with 500/],
    ['cut', /left out/],
    ['more', /more than the 4 bytes/],
    ['less', /fewer than the 4 bytes/],
  ]);
});

t.test('a file that the proxy fails to name comes by the other way', async t => {
  const { contents, lost } = await read(t, TOP, {
    [PROXY]: listing({ '1/r1/artifacts': [file('ü.txt', 2)] }),
    '/get-artifact': ({ query }) => (query.get('path') === 'ü.txt' ? 'ok' : 'no'),
  });
  t.same({ contents, lost }, { contents: { 'ü.txt': 'ok' }, lost: [] });
});

t.test('what only clients reach is named, and a path of this machine is not opened', async t => {
  for (const uri of [`file://${import.meta.dirname}`, import.meta.dirname]) {
    const { contents, lost } = await read(t, uri, { '/artifacts/list': () => ({}) });
    t.same(contents, {});
    t.match(lost, [['', new RegExp(`at ${uri} are not sought`)]]);
  }
  const away = await read(t, 's3://bucket/x', { '/artifacts/list': refuse(400, 'BAD', 'no credentials') });
  t.match(away.lost, [['', /at s3:\/\/bucket\/x that are not given: the server says: no credentials/]]);
  const handed = await read(t, 's3://bucket/x', {
    '/artifacts/list': listing({ '': [directory('d')], d: [file('d/a', 1)] }),
    '/get-artifact': ({ query }) => (query.get('path') === 'd/a' ? 'a' : 'wrong'),
  });
  t.same(handed.contents, { 'd/a': 'a' });
});

t.test('directories within each other without end are not followed for ever', async t => {
  const { lost, asked } = await read(t, TOP, { [PROXY]: () => ({ files: [directory('d')] }) });
  t.match(lost.at(-1)?.[1], /100 directories deep/);
  t.ok(asked.length < 110);
});
