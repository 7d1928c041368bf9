import t from 'tap';
import { parseConfig } from '../../../src/git/native/config.ts';
import { convertibleFiles, parseMarks } from '../../../src/git/native/marks.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('tags tell what is hidden, and names whether there are rules', async t => {
  const listed = (...tags: string[]) =>
    Buffer.from(tags.map(tag => tag.replace(/^. /, `$&100644 ${'1'.repeat(40)} 0\t`).concat('\0')).join(''));
  const tags = listed('H a', 'h b\nc', 'S d', 's e f', 'M g', 'M g', 'm h');
  t.same(parseMarks(tags, false), {
    hidden: ['b\nc', 'd', 'e f', 'h'],
    converts: false,
    gitlinks: [],
    sparse: 0,
  });
  t.same(parseMarks(tags, true).hidden, ['b\nc', 'h'], 'a sparse checkout leaves files out');
  t.equal(parseMarks(listed('H a', 'H d/.gitattributes'), false).converts, true);
  t.same(parseMarks(Buffer.alloc(0), false), { hidden: [], converts: false, gitlinks: [], sparse: 0 });
});

t.test('without attributes all files are convertible where core.autocrlf says so', async t => {
  const { path, env } = temporaryRepository(t, {
    files: { '.gitattributes': '*.bin -text\n*.up filter=up\n', a: '', 'b.bin': '', 'c.up': '' },
  });
  const git = gitProgram(path, env);
  const paths = async (config: string) =>
    (await convertibleFiles(git, parseConfig(config), false)).map(file => file.path);
  t.same(await paths(''), ['c.up']);
  t.same(await paths('core.autocrlf\ntrue\0'), ['.gitattributes', 'a', 'c.up']);
});
