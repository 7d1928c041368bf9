import { existsSync, utimesSync } from 'node:fs';
import t from 'tap';
import { locks } from '../../../src/doctor/checks/locks.ts';
import { setUp } from '../../support/set-up.ts';

t.test('a lock that was left behind is told with its age and owner, and left', async t => {
  const { on, look } = setUp(t);
  t.match(await locks.look(await look()), [{ state: 'ok', message: 'none' }]);
  const age = (path: string, minutes: number) => {
    const file = on.write(path, '');
    const then = Date.now() / 1000 - minutes * 60;
    utimesSync(file, then, then);
    return file;
  };
  age('.git/config.lock', 1);
  t.match(await locks.look(await look()), [
    { state: 'ok', message: /config\.lock is \d min old, of user \d+: in use$/ },
  ]);
  const old = age('.git/config.lock', 200);
  const inTheWay = age('.git/packed-refs.lock', 3000);
  const found = await locks.look(await look());
  t.match(found, [
    { state: 'warning', message: /config\.lock is 3 h old/, remedy: [`rm ${old}`] },
    { state: 'problem', message: /packed-refs\.lock is 2 days old/ },
  ]);
  t.ok(existsSync(old) && existsSync(inTheWay));
});
