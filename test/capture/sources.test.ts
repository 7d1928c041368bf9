import t from 'tap';
import { sources } from '../../src/capture/sources.ts';

t.test('every source has a name of its own and something to do', async t => {
  t.equal(new Set(sources.map(({ name }) => name)).size, sources.length);
  for (const source of sources) t.ok(source.before ?? source.beside ?? source.after, source.name);
});
