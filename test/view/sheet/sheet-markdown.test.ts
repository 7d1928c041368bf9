import t from 'tap';
import { sheetMarkdown } from '../../../src/view/sheet/sheet-markdown.ts';

t.test('a sheet is headings, tables, lists and fenced patches', async t => {
  t.equal(
    sheetMarkdown([
      { kind: 'heading', text: 'Code', remark: 'a_b' },
      {
        kind: 'table',
        columns: [{ title: 'x' }, { title: 'y' }],
        rows: [['1', { text: '2', tone: 'best' }]],
      },
      { kind: 'lines', lines: ['*said*'] },
      { kind: 'swap', a: 'old', b: 'new' },
    ]),
    '### Code (a\\_b)\n\n| x   | y     |\n| --- | ----- |\n| 1   | **2** |\n\n- \\*said\\*\n\n```diff\n- old\n+ new\n```\n',
  );
});

t.test('no patch closes its own block', async t => {
  t.equal(sheetMarkdown([{ kind: 'patch', text: '+````\n' }]), '`````diff\n+````\n`````\n');
});
