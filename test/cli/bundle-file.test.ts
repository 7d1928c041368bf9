import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { isBundle, isThere } from '../../src/cli/bundle-file.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('a bundle is told by its first line, and what could be lost from what could not', async t => {
  const at = (name: string) => join(root, name);
  const root = temporaryDirectory(t);
  writeFileSync(at('empty'), '');
  writeFileSync(at('text'), '# v2 git bundles are fine\n');
  writeFileSync(at('bundle'), '# v3 git bundle\n@object-format=sha256\n');
  mkdirSync(at('folder'));
  const told = async (name: string) => [await isThere(at(name)), await isBundle(at(name))];
  t.same(await told('none'), [false, false]);
  t.same(await told('empty'), [false, false]);
  t.same(await told('text'), [true, false]);
  t.same(await told('folder'), [true, false]);
  t.same(await told('bundle'), [true, true]);
});
