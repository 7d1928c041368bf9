import t from 'tap';
import { unknownKeys } from '../../src/config/check-config.ts';
import { foldSettings } from '../../src/config/read-settings.ts';
import type { GitConfig } from '../../src/git/repository.ts';

const configOf = (keys: readonly string[], read: string[] = []): GitConfig => ({
  get: key => void read.push(key),
  all: key => {
    read.push(key);
    return [];
  },
  keys: prefix => keys.filter(key => key.startsWith(prefix)),
});

t.test('a key that is nearly a setting is said with the one that is meant', async t => {
  t.same(unknownKeys(configOf(['run.experimnt', 'run.zzz', 'run.loglimit', 'user.name'])), [
    { key: 'run.experimnt', meant: 'run.experiment' },
    { key: 'run.zzz' },
  ]);
});

t.test('every setting that is read is known', async t => {
  const read: string[] = [];
  foldSettings({ config: configOf([], read), env: {}, workTree: '/', prefix: '', options: {} }, {});
  const ours = read.filter(key => key.startsWith('run.'));
  t.ok(ours.length > 5);
  t.same(unknownKeys(configOf(ours)), []);
});
