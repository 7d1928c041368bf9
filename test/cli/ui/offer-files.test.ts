import t from 'tap';
import { offerFiles } from '../../../src/cli/ui/offer-files.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const { path, write } = temporaryRepository(t);
write('src/a.ts', '');
write('src/deep/b.ts', '');
write('notes.md', '');
write('.hidden', '');
const values = async (word: string, isDirectory = false, cwd = path) =>
  (await offerFiles(cwd, word, { isDirectory })).offers.map(({ value }) => value);

t.test('what is in a directory is offered; a directory goes on', async t => {
  t.same(await values(''), ['notes.md', 'src/']);
  t.match(await offerFiles(path, 'src/', { isDirectory: false }), {
    keep: 4,
    offers: [{ value: 'a.ts' }, { value: 'deep/', open: true }],
  });
  t.same(await values(`${path}/src/`), ['a.ts', 'deep/']);
});

t.test('only directories, where only they are meant', async t => {
  t.same(await values('', true), ['src/']);
});

t.test('hidden files are for who has typed their dot', async t => {
  t.ok((await values('.')).includes('.hidden'));
});

t.test('where nothing can be read nothing is offered', async t => {
  t.same(await values('nowhere/'), []);
});
