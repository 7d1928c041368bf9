import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { condemn, forgetCondemned, readCondemned } from '../../src/remove/condemned.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('commits are kept until all are gone, each once', async t => {
  const place = { commonDir: temporaryDirectory(t) };
  const [one, two] = ['1'.repeat(40), '2'.repeat(64)];
  t.same(await readCondemned(place), []);
  await condemn(place, [one]);
  await condemn(place, [two, one]);
  t.same(await readCondemned(place), [one, two]);
  const file = join(place.commonDir, 'git-run/condemned');
  t.equal(statSync(file).mode & 0o777, 0o600);
  appendFileSync(file, 'torn\n--all\n');
  t.same(await readCondemned(place), [one, two]);
  await forgetCondemned(place);
  await forgetCondemned(place);
  t.notOk(existsSync(file));
});
