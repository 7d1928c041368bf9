import t from 'tap';
import { type CodeView, codeBlocks } from '../../../src/view/diff/code.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';

const code = { a: 'a'.repeat(40), b: 'b'.repeat(40), same: false, sameTree: false, remarks: [] };
const printed = (view: CodeView, changes: Partial<typeof code> = {}) =>
  sheetText(codeBlocks({ ...code, ...changes }, view), { style: styles(false) });

t.test('what Git printed stands as it is', async t => {
  t.equal(printed({ printed: ' a | 1 +\n' }), 'Code  aaaaaaaaaa..bbbbbbbbbb\n a | 1 +\n');
});

t.test('files are a table, with their lines where these were counted', async t => {
  t.equal(
    printed({
      files: [
        { path: 'a.py', state: 'changed', added: 2, deleted: 0 },
        { path: 'new', from: 'old', state: 'renamed', added: 0, deleted: 0 },
        { path: 'm.bin', state: 'changed' },
      ],
    }),
    [
      'Code  aaaaaaaaaa..bbbbbbbbbb',
      '  file                +  -',
      '  a.py       changed  2',
      '  old → new  renamed',
      '  m.bin      binary',
      '',
    ].join('\n'),
  );
  t.match(printed({ files: [{ path: 'a.py', state: 'changed' }] }), '  a.py  changed\n');
});

t.test('a thousand files are not all named', async t => {
  const files = Array.from({ length: 1000 }, (_, at) => ({ path: `f${at}`, state: 'added' }) as const);
  t.match(printed({ files }), /f199 {2}added\n {2}and 800 files more\n$/);
});

t.test('what the commits do not tell is said; where all is the same, nothing', async t => {
  const remarks = [{ path: 'big', text: 'left out', differs: false }];
  t.match(
    sheetText(codeBlocks({ ...code, same: true, remarks }), { style: styles(false) }),
    '  big: left out\n',
  );
  t.equal(printed({}, { same: true, sameTree: true }), '');
  t.match(printed({ trouble: ['no patch: why'] }), '  no patch: why\n');
});
