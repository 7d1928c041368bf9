import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { noteShared, sharedRuns } from '../../src/share/shared-list.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('what was noted is known, and each once', async t => {
  const place = { commonDir: temporaryDirectory(t) };
  t.equal((await sharedRuns(place)).size, 0);
  await noteShared(place, []);
  await noteShared(place, [idAt(NOW), idAt(NOW + 1)]);
  await noteShared(place, [idAt(NOW + 1), idAt(NOW + 2)]);
  t.same([...(await sharedRuns(place))], [idAt(NOW), idAt(NOW + 1), idAt(NOW + 2)]);
  t.equal(readFileSync(join(place.commonDir, 'git-run', 'shared'), 'utf8').split('\n').length, 4);
  const file = join(place.commonDir, 'file');
  writeFileSync(file, '');
  await noteShared({ commonDir: file }, [idAt(NOW)]);
  t.equal((await sharedRuns({ commonDir: file })).size, 0, 'where it cannot be noted nothing is shared');
});
