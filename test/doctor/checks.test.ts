import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { machineChecks, repositoryChecks } from '../../src/doctor/checks.ts';

t.test('every check that there is is in the list, once', async t => {
  const files = readdirSync(join(import.meta.dirname, '../../src/doctor/checks'));
  const names = [...machineChecks, ...repositoryChecks].map(({ name }) => `${name}.ts`);
  t.same(names.sort(), files.sort());
});
