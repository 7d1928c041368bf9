import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { packagePath } from '../../src/cli/package-path.ts';

t.test('what is published beside the program is found from where it is', async t => {
  t.equal(packagePath('completion/git-run.bash'), join(import.meta.dirname, '../../completion/git-run.bash'));
  t.ok(existsSync(packagePath('completion/_git-run')));
});
