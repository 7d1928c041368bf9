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
    '### Code (a_b)\n\n| x   | y     |\n| --- | ----- |\n| 1   | **2** |\n\n- \\*said\\*\n\n```diff\n- old\n+ new\n```\n',
  );
});

t.test('no patch closes its own block', async t => {
  t.equal(sheetMarkdown([{ kind: 'patch', text: '+````\n' }]), '`````diff\n+````\n`````\n');
});

t.test('what is folded away, typed or drawn has its own form, and nobody is called by it', async t => {
  t.equal(
    sheetMarkdown([
      {
        kind: 'details',
        summary: 'of @ada & <b>',
        blocks: [
          { kind: 'commands', lines: ['git run show'] },
          { kind: 'figure', title: 'acc', svg: { light: '', dark: '' }, text: 'acc: ▁█\n' },
        ],
      },
      { kind: 'lines', lines: [{ text: 'a*b', href: 'https://example.com/1' }] },
    ]),
    '<details>\n<summary>of @&#8203;ada &amp; &lt;b&gt;</summary>\n\n```sh\ngit run show\n```\n\n```text\nacc: ▁█\n```\n\n</details>\n\n- [a\\*b](https://example.com/1)\n',
  );
});
