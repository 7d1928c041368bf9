import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { openProgress } from '../../src/cli/progress.ts';
import { worldOf } from '../support/cli.ts';

t.test('a copy into a pipe, and a quick one, show no bar', async t => {
  for (const options of [{}, { terminal: { columns: 80, rows: 24 } }]) {
    const { world, err } = worldOf({ path: '/', env: {} }, options);
    const progress = openProgress(createContext(world), 1e9);
    progress.update(5e8);
    progress.stop();
    progress.stop();
    t.equal(Buffer.concat(err).toString(), '');
  }
});
