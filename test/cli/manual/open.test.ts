import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { CONCEPTS, openManual } from '../../../src/cli/manual/open.ts';
import { packagePath } from '../../../src/cli/package-path.ts';
import { cli, worldOf } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'bin/man*': '#!/bin/sh\necho "$@" > "$HOME/shown"\n' } });
const env = { PATH: join(on.path, 'bin') };
const shown = () => readFileSync(join(on.home, 'shown'), 'utf8').trim();
const skip = !existsSync(packagePath('man')) && 'the pages are not built: npm run build';

t.test('the page beside the program is shown', { skip }, async t => {
  const context = createContext(worldOf(on, { env }).world);
  t.equal(await openManual(context, 'log'), true);
  t.equal(shown(), packagePath('man/git-run-log.1'));
  t.equal(await openManual(context, 'nonsense'), false);
  for (const [name, section] of CONCEPTS) {
    t.equal(await openManual(context, name), true);
    t.equal(shown(), packagePath(`man/git-run-${name}.${section}`));
  }
});

t.test('help is the manual on a terminal, and short where it cannot be shown', { skip }, async t => {
  const terminal = { columns: 80, rows: 24 };
  const run = cli(on, { env, terminal });
  t.same((await run('help', 'ls')).stdout, '');
  t.match(shown(), /git-run-log\.1$/);
  await run('stop', '--help');
  t.match(shown(), /git-run-stop\.1$/);
  await run('artifact', 'get', '--help');
  t.match(shown(), /git-run-artifact\.1$/);
  t.match((await run('log', '-h')).stdout, /^Usage: git run log/);
  const without = cli(on, { env: { PATH: '/nowhere' }, terminal });
  t.match((await without('help', 'log')).stdout, /^Usage: git run log/);
  t.match(await without('help', 'filter'), {
    exitCode: 2,
    stderr: /the manual page of filter cannot be shown/,
  });
  t.match((await cli(on, { env })('help', 'log')).stdout, /^Usage: git run log/, 'into a pipe');
});
