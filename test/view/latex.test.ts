import fc from 'fast-check';
import t from 'tap';
import { latexTable } from '../../src/view/latex.ts';

t.test('a table stands between the rules of booktabs', async t => {
  t.equal(
    latexTable([{ title: 'model' }, { title: 'acc', align: 'right' }], [['mlp_v2', '0.97 ± 0.01']]),
    [
      '\\begin{tabular}{lr}',
      '  \\toprule',
      '  model & acc \\\\',
      '  \\midrule',
      '  mlp\\_v2 & 0.97 $\\pm$ 0.01 \\\\',
      '  \\bottomrule',
      '\\end{tabular}',
      '',
    ].join('\n'),
  );
});

t.test('no text holds a command of its own, or a cell more', async () => {
  const known =
    /\\(?:textbackslash|textasciitilde|textasciicircum|textless|textgreater|ldots)\{\}|\$\\pm\$|\\[&%$#_{}]/g;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const [, , , , row = ''] = latexTable([{ title: 'x' }], [[text]]).split('\n');
      return !/[\\&%$#_{}~^]/.test(row.replace(/ \\\\$/, '').replace(known, ''));
    }),
  );
});
