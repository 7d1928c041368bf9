import t from 'tap';
import { printSheet } from '../../../src/view/sheet/print-sheet.ts';
import { styles } from '../../../src/view/style.ts';

t.test('one sheet in every format for people', async t => {
  const print = (format: 'table' | 'md' | 'html') =>
    printSheet([{ kind: 'heading', text: 'Params' }], { format, title: 'a and b', style: styles(false) });
  t.equal(print('table'), 'Params\n');
  t.equal(print('md'), '### Params\n');
  t.match(print('html'), /<title>a and b<\/title>(.|\n)*<h2>Params<\/h2>/);
});
