import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { disguiseOf, mayConvert } from '../../src/git/conversion.ts';
import { parseConfig } from '../../src/git/native/config.ts';
import type { Place } from '../../src/git/repository.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const NONE = parseConfig('');
const AUTOCRLF = parseConfig('core.autocrlf\ninput\0');

t.test('attributes tell how a clean file can differ from what Git has', async t => {
  const disguise = (attributes: Record<string, string | boolean>, config = NONE) =>
    disguiseOf(new Map(Object.entries(attributes)), config);
  t.equal(disguise({}), 'none');
  t.equal(disguise({ diff: true, merge: 'union' }), 'none');
  t.equal(disguise({ text: false, eol: 'crlf' }), 'none');
  for (const one of [{ text: true }, { text: 'auto' }, { eol: 'lf' }, { crlf: true }, { ident: true }])
    t.equal(disguise(one), 'length', JSON.stringify(one));
  t.equal(disguise({ text: false, ident: true }), 'length');
  t.equal(disguise({ filter: 'lfs', text: false }), 'any');
  t.equal(disguise({ filter: false }), 'none');
  t.equal(disguise({ 'working-tree-encoding': 'UTF-16' }), 'any');
  t.equal(disguise({}, AUTOCRLF), 'length');
  t.equal(disguise({ text: false }, AUTOCRLF), 'none');
  t.equal(disguise({}, parseConfig('core.autocrlf\nFalse\0')), 'none');
});

t.test('rules for all files are found wherever Git looks for them', async t => {
  const top = temporaryDirectory(t);
  const place: Place = {
    workTree: join(top, 'w'),
    gitDir: join(top, 'w/.git/worktrees/x'),
    commonDir: join(top, 'w/.git'),
    objectFormat: 'sha1',
    shallow: false,
    prefix: '',
  };
  const env = { HOME: join(top, 'home'), GIT_ATTR_NOSYSTEM: '1' };
  t.equal(mayConvert(place, NONE, env), false);
  t.equal(mayConvert(place, AUTOCRLF, env), true);
  const alone = (path: string, more: NodeJS.ProcessEnv = {}, config = NONE) => {
    t.equal(mayConvert(place, config, { ...env, ...more }), false, path);
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), '');
    t.equal(mayConvert(place, config, { ...env, ...more }), true, path);
  };
  alone('named', { HOME: top }, parseConfig('core.attributesfile\n~/named\0'));
  alone('xdg/git/attributes', { XDG_CONFIG_HOME: join(top, 'xdg') });
  t.equal(mayConvert(place, NONE, env), false);
  alone('w/.git/info/attributes');
});
