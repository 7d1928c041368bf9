import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { condemn, readCondemned, writeCondemned } from '../../src/remove/condemned.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('commits are kept until all are gone, each once', async t => {
  const place = { commonDir: temporaryDirectory(t) };
  const [one, two] = ['1'.repeat(40), '2'.repeat(64)];
  t.same(await readCondemned(place, 'deleted'), []);
  await condemn(place, 'deleted', [one]);
  await condemn(place, 'deleted', [two, one]);
  t.same(await readCondemned(place, 'deleted'), [one, two]);
  const file = join(place.commonDir, 'git-run/condemned-deleted');
  t.equal(statSync(file).mode & 0o777, 0o600);
  appendFileSync(file, 'torn\n--all\n');
  t.same(await readCondemned(place, 'deleted'), [one, two]);
  t.same(await readCondemned(place, 'purged'), []);
  await writeCondemned(place, 'deleted', [two]);
  t.same(await readCondemned(place, 'deleted'), [two]);
  await writeCondemned(place, 'deleted', []);
  t.notOk(existsSync(file));
});
