import t from 'tap';
import { type RunDetail, runSections } from '../../src/view/run-sections.ts';
import { sampleRow } from '../support/run-rows.ts';

const bare = { artifacts: [], inputs: [], environment: undefined };
const full: RunDetail = {
  row: sampleRow({ tags: { b: '2', a: '1' }, note: 'one\n\ntwo\n' }),
  artifacts: [
    { path: 'a/model.pkl', size: 10, sha256: 'ab'.repeat(32) },
    { path: 'growing.txt', size: 1, sha256: '' },
  ],
  inputs: [{ path: 'data.csv', size: 3, sha256: 'cd'.repeat(32), method: 'sha256', declared: 'argv' }],
  environment: undefined,
};

t.test('what is empty is no section', async t => {
  const row = sampleRow({ params: {}, metrics: {}, tags: {}, note: ' \n' });
  t.same(runSections({ row, ...bare }), []);
});

t.test('sections come in the order of a page, their rows by name', async t => {
  const sections = runSections(full);
  t.same(
    sections.map(({ title }) => title),
    ['Params', 'Metrics', 'Tags', 'Note', 'Inputs', 'Artifacts'],
  );
  t.match(sections[2]?.block, {
    rows: [
      ['a', '1'],
      ['b', '2'],
    ],
  });
  t.same(sections[3]?.block, { kind: 'lines', lines: ['one', '', 'two'] });
});

t.test('an artifact leads where a page says; one that still grows has no digest', async t => {
  const [, , , , , artifacts] = runSections(full, path => `get?${path}`);
  t.match(artifacts?.block, {
    rows: [
      [{ text: 'a/model.pkl', href: 'get?a/model.pkl' }, '10 B', { text: 'sha256 abababababab' }],
      [{ text: 'growing.txt', href: 'get?growing.txt' }, '1 B', { text: '' }],
    ],
  });
  t.match(runSections(full)[5]?.block, { rows: [[{ href: undefined }], [{}]] });
});
