import t from 'tap';
import { TemplateError } from '../../src/run/template-errors.ts';

t.test('a template that is wrong says in which column', async t => {
  const error = new TemplateError('%(nme)', "there is no field 'nme'", { at: 0, end: 6 }, ['%(name)']);
  t.equal(error.code, 'template');
  t.equal(error.message, "format, column 1: there is no field 'nme'");
  t.same(error.data, { text: '%(nme)', at: 0, end: 6, nearest: ['%(name)'] });
});
