import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { durableNames, syncDirectory } from '../../src/git/durable-names.ts';

t.test('what is not there needs no sync, and what cannot be synced is an error', async t => {
  const top = t.testdir({ objects: { pack: {} } });
  const names = durableNames(top);
  await names.sync();
  names.wroteObjects();
  names.wroteObjects(['ab'.repeat(20), undefined]);
  names.movedRef('refs/runs/x');
  await names.sync();
  mkdirSync(join(top, 'refs'));
  writeFileSync(join(top, 'refs/runs'), 'no directory');
  names.movedRef('refs/runs/deeper/x');
  await t.rejects(names.sync(), { code: 'ENOTDIR' });
  await names.sync();
  await syncDirectory(join(top, 'nothing'));
});
