import t from 'tap';
import type { WrittenSettings } from '../../src/config/settings.ts';
import { checkWritten, KEYS } from '../../src/config/settings-schema.ts';

t.test('every key that is known to the speller is known to the schema', async t => {
  for (const [section, keys] of Object.entries(KEYS)) {
    for (const key of keys) {
      const value = key === 'experiment' ? 'x' : key in KEYS ? {} : '1';
      const written = section === '' ? { [key]: value } : { [section]: { [key]: value } };
      t.ok(checkWritten(written).success, `${section} ${key}`);
    }
  }
});

t.test('what it lets through is what the settings say', async t => {
  const written: WrittenSettings = { outputs: ['a'], limits: { log: 3 }, environment: { keep: [] } };
  t.same(checkWritten(written).output, written);
});

t.test('a lone path is a list of one', async t => {
  t.same(checkWritten({ inputs: 'data' }).output, { inputs: ['data'] });
});
