import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { rememberOutputs } from '../../src/record/outputs.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

t.test('an output is remembered once, whoever names it again', async t => {
  const cache = temporaryDirectory(t);
  await rememberOutputs(cache, ['out/a', 'b\nc']);
  await rememberOutputs(cache, ['b\nc', 'd']);
  await rememberOutputs(cache, []);
  t.equal(readFileSync(join(cache, 'outputs'), 'utf8'), 'out/a\0b\nc\0d\0');
});

t.test('where nothing can be remembered, nothing is thrown', async t => {
  const cache = temporaryDirectory(t);
  mkdirSync(join(cache, 'outputs'));
  await t.resolves(rememberOutputs(cache, ['out']));
});
