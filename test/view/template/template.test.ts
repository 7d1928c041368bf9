import t from 'tap';
import { parseTemplate } from '../../../src/view/template/parse.ts';
import { templateKeys } from '../../../src/view/template/template.ts';

t.test('the keys a template asks for are known, those that are aligned too', async t => {
  t.same(templateKeys(parseTemplate('%(name) %(color:red)%(align:9)%(params.lr)%(end) %(metrics.acc)')), [
    { kind: 'attribute', name: 'name' },
    { kind: 'param', name: 'lr' },
    { kind: 'metric', name: 'acc' },
  ]);
});
