import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findEngine } from '../../src/git/engine.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('the engine is the one that repositories are opened with', async t => {
  const on = temporaryRepository(t);
  const find = (env: Record<string, string> = {}) => findEngine(on.path, { ...on.env, ...env });
  const version = on.git('version').replace(/^git version /, '');
  const found = await find();
  t.match(found, { kind: 'native', program: /\/git$/ });
  t.ok(version.startsWith(found.version ?? '?'), version);
  t.match(await find({ GIT_RUN_ENGINE: 'embedded' }), { kind: 'embedded', program: /\/git$/ });
  const nothing = join(on.home, 'nothing');
  mkdirSync(nothing);
  t.same(await find({ PATH: nothing }), { kind: 'embedded' });
  t.same(await find({ PATH: nothing, GIT_RUN_ENGINE: 'native' }), { kind: 'native' });
});
