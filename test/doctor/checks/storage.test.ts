import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { storage } from '../../../src/doctor/checks/storage.ts';
import { setUp } from '../../support/set-up.ts';

t.test('what kind of repository it is is told', async t => {
  const { on, look } = setUp(t);
  t.match(await storage.look(await look()), [{ state: 'ok', message: 'sha1, refs as files' }]);
  on.git('config', 'remote.o.promisor', 'true');
  writeFileSync(join(on.path, '.git/objects/info/alternates'), `${on.path}/.git/objects\n`);
  writeFileSync(join(on.path, '.git/shallow'), `${on.git('rev-parse', 'HEAD')}\n`);
  const [found] = await storage.look(await look());
  for (const word of ['shallow', 'partial', 'alternates']) t.match(found?.message, word);
  const other = setUp(t, { objectFormat: 'sha256' });
  t.match(await storage.look(await other.look()), [{ message: /^sha256/ }]);
});
