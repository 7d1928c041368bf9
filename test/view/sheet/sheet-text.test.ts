import t from 'tap';
import type { Block } from '../../../src/view/sheet/sheet.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';

const plain = { style: styles(false) };
const columns = ['param', 'a', 'b'].map(title => ({ title, flexible: true }));
const long = (end: string) => 'x'.repeat(50) + end;
const blocks: Block[] = [
  { kind: 'table', columns, rows: [['-', 'one']], bare: true },
  { kind: 'heading', text: 'Params', remark: '1..2' },
  { kind: 'table', columns, rows: [['lr', { text: '0.1', tone: 'best' }, '0.2']] },
  { kind: 'swap', a: 'old', b: 'new' },
  { kind: 'patch', text: '@@ verbatim\n' },
  { kind: 'lines', lines: ['a\u001b[2J'] },
];

t.test('what stands below a heading is indented, but for what Git printed', async t => {
  t.equal(
    sheetText(blocks, plain),
    '-  one\n\nParams  1..2\n  param  a     b\n  lr     *0.1  0.2\n  - old\n  + new\n@@ verbatim\n  a\\u{1b}[2J\n',
  );
});

t.test('a row that is too wide is not cut: it stands below, a line a cell', async t => {
  const rows = [
    ['lr', '1', '2'],
    ['prompt', long('1'), long('2')],
  ];
  t.equal(
    sheetText([{ kind: 'table', columns, rows }], { ...plain, width: 80 }),
    `param  a  b\nlr     1  2\nprompt\n  a  ${long('1')}\n  b  ${long('2')}\n`,
  );
  const fixed = columns.map(({ title }) => ({ title }));
  const cut = sheetText([{ kind: 'table', columns: fixed, rows }], { ...plain, width: 40 });
  t.ok(cut.split('\n').every(line => line.length <= 40));
});

t.test('tones are colours where there are any', async t => {
  const tones = (['good', 'bad', 'best', 'strong', 'dim', 'added', 'removed'] as const).map(tone => ({
    text: tone,
    tone,
  }));
  t.equal(
    sheetText([{ kind: 'lines', lines: tones }], { style: styles(true) }),
    [
      ...['\x1b[32mgood\x1b[39m', '\x1b[31mbad\x1b[39m', '\x1b[1m*best\x1b[22m', '\x1b[1mstrong\x1b[22m'],
      ...['\x1b[2mdim\x1b[22m', '\x1b[32madded\x1b[39m', '\x1b[31mremoved\x1b[39m', ''],
    ].join('\n'),
  );
});

t.test('on a terminal what is folded away elsewhere has its heading', async t => {
  const text = sheetText(
    [
      {
        kind: 'details',
        summary: 'Curves',
        blocks: [
          { kind: 'figure', title: 'acc', svg: { light: '', dark: '' }, text: 'acc: ▁█\n' },
          { kind: 'commands', lines: ['git run show'] },
        ],
      },
    ],
    { style: styles(false) },
  );
  t.equal(text, '\nCurves\nacc: ▁█\ngit run show\n');
});
