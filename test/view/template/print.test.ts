import t from 'tap';
import { parseTemplate } from '../../../src/view/template/parse.ts';
import { printTemplate } from '../../../src/view/template/print.ts';

const again = (text: string) => printTemplate(parseTemplate(text));

t.test('a template is printed in one spelling', async t => {
  t.equal(again('%00%x09%n%%'), '%x00%x09%n%%');
  t.equal(again('%(metric.acc) %(attributes.name)'), '%(metrics.acc) %(name)');
  t.equal(again('%(align:right,9)%(id:short)%(end)'), '%(align:9,right)%(id:short)%(end)');
});

t.test('quotes are those that the name does not hold', async t => {
  t.equal(again("%(params.'lr')"), '%(params.lr)');
  t.equal(again("%(params.'a:b')"), '%(params."a:b")');
  t.equal(again("%(params.'a\"b')"), "%(params.'a\"b')");
  t.equal(again("%(params.e'a\"\\'`')"), "%(params.e'a\"\\'`')");
});
