import t from 'tap';
import { htmlTable } from '../../../src/view/html/table.ts';

const columns = [{ title: 'param' }, { title: 'then', align: 'right' }] as const;

t.test('the first cell of a row is its heading, and numbers stand on the right', async t => {
  t.equal(
    htmlTable(columns, [['lr', '0.1']]),
    '<div class="wide"><table>\n' +
      '<thead><tr><th scope="col">param</th><th scope="col" class="right">then</th></tr></thead>\n' +
      '<tbody>\n<tr><th scope="row">lr</th><td class="right">0.1</td></tr>\n</tbody>\n</table></div>\n',
  );
});

t.test('text of a stranger stays text, in cells, titles and captions', async t => {
  const page = htmlTable([{ title: '<i>' }], [['<b>']], { caption: '<u>' });
  t.notMatch(page, /<[ibu]>/);
  t.match(page, '<caption>&lt;u&gt;</caption>');
});

t.test('a cell may have a class, and HTML of ours', async t => {
  const page = htmlTable(columns, [
    [{ html: '<code>lr</code>' }, { text: '0.2', classes: 'best' }],
    [{ text: 'wd' }],
  ]);
  t.match(page, '<th scope="row"><code>lr</code></th><td class="right best">0.2</td>');
  t.match(page, '<th scope="row">wd</th><td class="right"></td>');
});
