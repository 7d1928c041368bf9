import fc from 'fast-check';
import t from 'tap';
import { utc } from '../../../src/query/zone.ts';
import { styles } from '../../../src/view/style.ts';
import { parseTemplate } from '../../../src/view/template/parse.ts';
import { renderTemplate } from '../../../src/view/template/render.ts';
import { widthOf } from '../../../src/view/width.ts';
import { NOW, sampleRow } from '../../support/run-rows.ts';

const row = sampleRow({ name: 'swift\x1b[2J' });

function render(text: string, { colours = false, safe = false, of = row } = {}): string {
  return renderTemplate(parseTemplate(text), of, { now: NOW, zone: utc, style: styles(colours), safe });
}

t.test('values are those of the run, and nothing where it has none', async t => {
  t.equal(
    render('%(id:short) %(metrics.acc) %(params.lr) [%(tags.stage)] %(duration:short)%n'),
    '7v8xk2qp 0.97222 0.1 [] 13s\n',
  );
});

t.test('a pipe gets a name as it is, a terminal what is safe', async t => {
  t.equal(render('%(name)'), 'swift\x1b[2J');
  t.equal(render('%(name)', { safe: true }), 'swift\\u{1b}[2J');
});

t.test('colours are there where there are colours, and end with the line', async t => {
  t.equal(render('%(color:bold red)x'), 'x');
  t.equal(render('%(color:bold red)x', { colours: true }), '\x1b[1;31mx\x1b[0m');
  t.equal(render('%(color:red)x%(color:reset)y', { colours: true }), '\x1b[31mx\x1b[0my');
});

t.test('what is aligned has its width, however it is coloured', async t => {
  const colours = true;
  t.equal(render('%(align:6,right)%(status)%(end)|'), 'finished|');
  t.equal(render('%(align:6,right)abc%(end)|'), '   abc|');
  t.equal(render('%(align:6)学習%(end)|'), '学習  |');
  t.equal(render('%(align:6,middle)abc%(end)|'), ' abc  |');
  t.equal(render('%(align:5)%(color:red)abc%(color:reset)%(end)|', { colours }), '\x1b[31mabc\x1b[0m  |');
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 9 }), fc.nat(30), (name, width) => {
        const shown = render(`%(align:${width})%(name)%(end)`, { safe: true, of: sampleRow({ name }) });
        return widthOf(shown) >= width;
      }),
    ),
  );
});
