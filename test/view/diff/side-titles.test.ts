import t from 'tap';
import { sideTitles } from '../../../src/view/diff/side-titles.ts';
import { idAt, NOW } from '../../support/run-rows.ts';

t.test('runs are called by their names, by their ids where those say nothing', async t => {
  const side = (name: string, end?: string) => ({ name, ...(end && { id: idAt(NOW, end) }) });
  t.same(sideTitles([side('one', 'a'), side('two', 'b')]), ['one', 'two']);
  t.same(sideTitles([side('twin', 'a'), side('twin', 'b')]), ['0000000a', '0000000b']);
  t.same(sideTitles([side('x'.repeat(25), 'a'), side('work tree')]), ['0000000a', 'work tree']);
});
