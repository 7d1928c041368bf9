import fc from 'fast-check';
import t from 'tap';
import { styles } from '../../src/view/style.ts';
import { type TableColumn, table } from '../../src/view/table.ts';
import { widthOf } from '../../src/view/width.ts';

const plain = { style: styles(false) };
const columns: TableColumn[] = [
  { title: 'id' },
  { title: 'name', flexible: true },
  { title: 'acc', align: 'right', optional: 1 },
  { title: 'note', optional: 2 },
];
const rows = [
  ['1', 'swift-otter', '0.9', 'baseline'],
  ['2', 'a-very-long-name-of-a-run', '12.25', ''],
];

t.test('columns are aligned, and no line ends with spaces', async t => {
  t.equal(
    table(columns, rows, plain),
    [
      'id  name                         acc  note',
      '1   swift-otter                  0.9  baseline',
      '2   a-very-long-name-of-a-run  12.25',
      '',
    ].join('\n'),
  );
});

t.test('wide characters take their room', async t => {
  const wide = [
    ['学習', 'x'],
    ['ab', 'y'],
  ];
  t.equal(table([{ title: '' }, { title: '' }], wide, { ...plain, header: false }), '学習  x\nab    y\n');
});

t.test('names of every script leave the columns behind them in line', async t => {
  const names = ['学習', 'e\u0301te\u0301', '👍🏽👍', 'กำไร', 'क्षितिज', 'שלום', 'مَرْحَبًا', '1️⃣ one', '👨‍👩‍👧'];
  const lines = table(
    [{ title: 'name' }, { title: 'acc', align: 'right' }],
    names.map(name => [name, '0.9']),
    plain,
  );
  const widths = lines.trimEnd().split('\n').map(widthOf);
  t.same(new Set(widths).size, 1, lines);
});

t.test('on a terminal, flexible columns are cut first', async t => {
  t.equal(
    table(columns, rows, { ...plain, width: 40 }),
    [
      'id  name                   acc  note',
      '1   swift-otter            0.9  baseline',
      '2   a-very-long-name-o…  12.25',
      '',
    ].join('\n'),
  );
});

t.test('then optional columns go, and a line says which', async t => {
  t.equal(
    table(columns, rows, { ...plain, width: 27 }),
    [
      'id  name                acc',
      '1   swift-otter         0.9',
      '2   a-very-long-nam…  12.25',
      'no room for 1 column: note',
      '',
    ].join('\n'),
  );
  t.match(table(columns, rows, { ...plain, width: 20 }), /no room for 2 colum…/);
});

t.test('columns without titles are counted, and not named', async t => {
  const untitled = [{ title: 'name' }, { title: '', optional: 1 }, { title: '', optional: 2 }];
  const line = (width: number) => table(untitled, [['a', 'better', '+3.5 %']], { ...plain, width });
  t.match(line(8), 'no room…');
  const long = table(untitled, [['a'.repeat(30), 'better', '+3.5 %']], { ...plain, width: 31 });
  t.match(long, /\nno room for 2 columns\n$/);
});

t.test('the colour of a cell does not count as width', async t => {
  const { red } = styles(true);
  const painted = [[{ text: 'a', paint: red }, 'b']];
  t.equal(table([{ title: 'one' }, { title: 'two' }], painted, plain), 'one  two\n\x1b[31ma\x1b[39m    b\n');
});

t.test('cells are made safe', async t => {
  t.equal(table([{ title: '' }], [['\x1b[2J\n']], { ...plain, header: false }), '\\u{1b}[2J\\u{a}\n');
});

t.test('no line is wider than the terminal, and all begin their columns at the same place', async t => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).map(text => `x${text.trim()}x`);
  const body = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 5 });
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 70 }), (rows, width) => {
        const lines = table(columns, rows, { ...plain, width })
          .trimEnd()
          .split('\n');
        return lines.every(line => widthOf(line) <= width);
      }),
    ),
  );
  const allRight = columns.map(column => ({ ...column, align: 'right' as const }));
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(body, rows => {
        const lines = table(allRight, rows, plain).trimEnd().split('\n');
        return new Set(lines.map(widthOf)).size === 1;
      }),
    ),
  );
});
