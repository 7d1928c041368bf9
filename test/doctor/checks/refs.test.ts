import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { refs } from '../../../src/doctor/checks/refs.ts';
import { newRunId } from '../../../src/store/new-id.ts';
import { setUp } from '../../support/set-up.ts';

t.test('many refs that are not packed are a warning', async t => {
  const { on, look } = setUp(t);
  t.match(await refs.look(await look()), [{ state: 'ok', message: '0 not packed' }]);
  const directory = join(on.path, '.git/refs/runs');
  mkdirSync(directory);
  const head = on.git('rev-parse', 'HEAD');
  for (let n = 0; n < 1001; n++) writeFileSync(join(directory, newRunId(n)), `${head}\n`);
  const [found] = await refs.look(await look());
  t.match(found, { state: 'warning', message: /^1001 / });
  on.git('pack-refs', '--all');
  t.match(await refs.look(await look()), [{ state: 'ok', message: '0 not packed' }]);
});
