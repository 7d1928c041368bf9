import fc from 'fast-check';
import t from 'tap';
import { escapeMarkdown, markdownTable } from '../../src/view/markdown.ts';

const columns = [{ title: 'name' }, { title: 'acc', align: 'right' }] as const;

t.test('a table is aligned in its source', async t => {
  t.equal(
    markdownTable(columns, [
      ['swift-otter', '0.97'],
      ['日本', '1'],
    ]),
    [
      '| name        |  acc |',
      '| ----------- | ---: |',
      '| swift-otter | 0.97 |',
      '| 日本        |    1 |',
      '',
    ].join('\n'),
  );
  t.equal(markdownTable(columns, []), '| name | acc |\n| ---- | --: |\n');
});

t.test('what is a sign of Markdown is shown as itself', async t => {
  const [, , row] = markdownTable([{ title: 'x' }], [['a|b `c` *d* <img src=x> [e](f) #1 @ada']]).split('\n');
  t.equal(row, '| a\\|b \\`c\\` \\*d\\* \\<img src=x\\> \\[e\\](f) \\#1 @&#8203;ada |');
});

t.test('no text makes a cell, a row or an escape more', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const lines = markdownTable(columns, [[one, other]]).split('\n');
      const bars = (lines[2] ?? '').replace(/\\[\\|]/g, '').match(/\|/g)?.length;
      return lines.length === 4 && bars === 3 && !/\x1b/.test(lines[2] ?? '');
    }),
  );
});

t.test('an underscore within a word stays one, at its ends it is no emphasis', async t => {
  t.equal(escapeMarkdown('val_acc'), 'val_acc');
  t.equal(escapeMarkdown('_a_ __b__ c_ _d'), '\\_a\\_ \\_\\_b\\_\\_ c\\_ \\_d');
});

t.test('nobody is mentioned, whatever a name begins with', async t => {
  t.equal(escapeMarkdown('@ada @_ada @.ada a@b'), '@&#8203;ada @&#8203;\\_ada @&#8203;.ada a@&#8203;b');
  t.equal(escapeMarkdown('@ 7'), '@ 7');
});
