import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { version } from '../../src/cli/version.ts';

t.test('the version is that of the package', async t => {
  const file = join(import.meta.dirname, '..', '..', 'package.json');
  t.equal(version, JSON.parse(readFileSync(file, 'utf8')).version);
});
