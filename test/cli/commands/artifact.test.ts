import t from 'tap';
import { artifact } from '../../../src/cli/commands/artifact.ts';

t.test('files of runs are listed, got, printed and added', async t => {
  t.same(
    artifact.commands.map(({ name }) => name),
    ['list', 'get', 'cat', 'add'],
  );
});
