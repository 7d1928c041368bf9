import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readWhole, writeWhole } from '../../src/record/whole-file.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const journal = { path: temporaryDirectory(t) };

t.test('a value is read as it was written, and nothing else is left', async t => {
  t.equal(await readWhole(journal, 'a.json'), undefined);
  for (const value of [{ a: 2n ** 60n, b: Number.NaN }, { ['__proto__']: 'x' }]) {
    await writeWhole(journal, 'a.json', value);
    t.same(await readWhole(journal, 'a.json'), value);
  }
  t.same(readdirSync(journal.path), ['a.json']);
});

t.test('one that somebody has damaged is told', async t => {
  writeFileSync(join(journal.path, 'b.json'), '{"a"');
  await t.rejects(readWhole(journal, 'b.json'), { code: 'damaged-journal', message: /b\.json/ });
});
