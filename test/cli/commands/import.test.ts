import t from 'tap';
import { importRuns } from '../../../src/cli/commands/import.ts';
import { parse } from '../../../src/cli/parse.ts';

t.test('each store has a command of its own', async t => {
  t.match(parse(importRuns, ['mlruns', 'x']), { command: { name: 'mlruns' }, input: { args: ['x'] } });
  t.throws(() => parse(importRuns, ['mlrun', 'x']), /no command 'import mlrun'/);
});
