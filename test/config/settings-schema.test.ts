import t from 'tap';
import type { WrittenSettings } from '../../src/config/settings.ts';
import { checkWritten, KEYS } from '../../src/config/settings-schema.ts';

t.test('every key that is known to the speller is known to the schema', async t => {
  for (const [section, keys] of Object.entries(KEYS)) {
    for (const key of keys) {
      const isSection = key in KEYS || key === 'directions';
      const value = key === 'experiment' ? 'x' : isSection ? {} : '1';
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

t.test('a direction is min or max, of a metric of any name', async t => {
  const written = JSON.parse('{"directions":{"constructor":"min","__proto__":"max","val/acc":"max"}}');
  t.same(checkWritten(written).output, written);
  t.notOk(checkWritten({ directions: { acc: 'up' } }).success);
  t.notOk(checkWritten({ directions: 'max' }).success);
});
