import t from 'tap';
import { offerArtifacts, offerRuns, type WhichRuns } from '../../../src/cli/completion/offer-runs.ts';
import { knowing } from '../../support/known.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';

const rows = [
  { name: 'swift-otter' },
  { name: 'twice' },
  { name: 'twice', experiment: 'base', status: 'running' as const },
  { name: 'a\nb' },
  { name: 'gone', trashed: true },
].map((changes, at) => ({ ...sampleRow(), ...changes, id: idAt(NOW, `7v8xk2q${at}`) }));
const ids = rows.map(({ id }) => id.slice(-8));
const known = knowing(rows, ['model.pt', 'checkpoints/1.pt', 'checkpoints/2.pt']);
const values = async (word: string, which: WhichRuns, given: readonly string[] = []) =>
  (await offerRuns(known, word, which, given)).map(({ value }) => value);

t.test('runs are offered by name, newest first, and by the ends of ids where names do not do', async t => {
  t.same(await values('', 'run'), ['@', '@~1', 'swift-otter', ids[1], ids[2], ids[3]]);
  t.match(
    (await offerRuns(known, '', 'run')).find(({ value }) => value === 'swift-otter'),
    { about: 'digits, finished, 1 h ago' },
  );
});

t.test('who has begun to type is offered ids, too', async t => {
  t.ok((await values('7', 'run')).includes(ids[0] as string));
});

t.test('behind an @ stand the newest ones, of all and of experiments', async t => {
  t.same((await values('@', 'run')).slice(0, 5), ['@', '@~1', '@~2', '@{digits}', '@{base}']);
});

t.test('with a slash runs are named by their experiments', async t => {
  t.match(await values('digits/', 'run'), [
    '@',
    '@~1',
    '@~2',
    'digits/swift-otter',
    'digits/twice',
    'base/twice',
  ]);
});

t.test('live ones, and those in the trash, are offered where they are meant', async t => {
  t.same(await values('', 'live run'), ['twice']);
  t.same(await values('', 'trashed run'), ['gone']);
});

t.test('a run that is named already is not offered again', async t => {
  t.notOk((await values('', 'run', ['swift-otter'])).includes('swift-otter'));
});

t.test('behind a colon stand the artifacts, a directory at a time', async t => {
  t.match(await offerArtifacts(known, 'sw'), { keep: 0, offers: [{ value: '@', open: true }] });
  t.same(await offerArtifacts(known, '@:'), {
    keep: 2,
    offers: [
      { value: 'model.pt', open: false },
      { value: 'checkpoints/', open: true },
    ],
  });
  t.same(await offerArtifacts(known, '@:checkpoints/1'), {
    keep: 14,
    offers: [{ value: '1.pt', open: false }],
  });
});

t.test('a name that looks like an option is offered by its id', async t => {
  const odd = knowing([{ ...sampleRow(), name: '-rf', id: idAt(NOW, '7v8xk2q9') }], []);
  t.same(
    (await offerRuns(odd, '', 'run')).map(({ value }) => value),
    ['@', '7v8xk2q9'],
  );
});
