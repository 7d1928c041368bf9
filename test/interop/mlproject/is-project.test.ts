import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { isProject } from '../../../src/interop/mlproject/is-project.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('directories and URLs of Git are projects, programs and files are none', async t => {
  const cwd = temporaryDirectory(t);
  for (const name of ['digits', 'echo', 'sh']) mkdirSync(join(cwd, name));
  writeFileSync(join(cwd, 'sh', 'MLproject'), '');
  writeFileSync(join(cwd, 'train.sh'), '');
  const env = { PATH: process.env.PATH };
  const is = (word: string) => isProject(word, cwd, env);
  for (const word of [
    '.',
    './echo',
    'digits',
    'digits#x',
    'sh',
    cwd,
    `file://${cwd}`,
    'https://example.com/x',
  ])
    t.equal(await is(word), true, word);
  for (const word of ['echo', 'true', './train.sh', 'train.sh', 'none', './none', 'a:b'])
    t.equal(await is(word), false, word);
});
