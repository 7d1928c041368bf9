import { cpSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { writerOf } from '../../../src/store/ledger/writer.ts';
import { NOW } from '../../support/run-rows.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('all who ask at once, and later, are told the same', async t => {
  const commonDir = temporaryDirectory(t);
  const asked = await Promise.all(Array.from({ length: 20 }, () => writerOf({ commonDir }, NOW)));
  t.equal(new Set(asked).size, 1);
  t.match(asked[0], /^[0-9a-z]{26}$/);
  t.equal(await writerOf({ commonDir }, NOW + 1), asked[0]);
  t.equal(statSync(join(commonDir, 'git-run/writer')).mode & 0o777, 0o600);
});

t.test('a copy of the repository takes an id of its own', async t => {
  const root = temporaryDirectory(t);
  const [one, copy] = [join(root, 'one'), join(root, 'copy')];
  cpSync(temporaryDirectory(t), one, { recursive: true });
  const writer = await writerOf({ commonDir: one }, NOW);
  cpSync(one, copy, { recursive: true });
  const other = await writerOf({ commonDir: copy }, NOW);
  t.not(other, writer);
  t.equal(await writerOf({ commonDir: copy }, NOW), other);
  t.equal(await writerOf({ commonDir: one }, NOW), writer);
});

t.test('a file that cannot be read is replaced', async t => {
  const commonDir = temporaryDirectory(t);
  const writer = await writerOf({ commonDir }, NOW);
  for (const text of ['{', '{"writer":"../x","home":"1:1"}', '']) {
    writeFileSync(join(commonDir, 'git-run/writer'), text);
    t.match(await writerOf({ commonDir }, NOW), /^[0-9a-z]{26}$/);
    t.not(await writerOf({ commonDir }, NOW), writer);
  }
});
