import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parsePattern, patternLines } from '../../../src/git/embedded/path-rules.ts';

t.test('a pattern with a slash is bound to its directory, one without to any name below it', async t => {
  t.match(parsePattern('!x/', ''), { negated: true, directoryOnly: true });
  t.ok(parsePattern('x', 'd/').matches('d/e/x'));
  t.notOk(parsePattern('x', 'd/').matches('e/x'));
  t.ok(parsePattern('/x', 'd/').matches('d/x'));
  t.notOk(parsePattern('/x', 'd/').matches('d/e/x'));
  t.ok(parsePattern('e/x', 'd/').matches('d/e/x'));
  t.ok(parsePattern('X', '', true).matches('x'));
});

t.test('comments, marks and line ends are no patterns; a link is not followed', async t => {
  const directory = t.testdir({ rules: '\ufeff# comment\n\na \r\n\\#b\n' });
  symlinkSync('rules', join(directory, 'link'));
  t.same(patternLines(join(directory, 'rules'), { follow: false }), ['a ', '\\#b']);
  t.same(patternLines(join(directory, 'link'), { follow: false }), []);
  t.equal(patternLines(join(directory, 'link'), { follow: true }).length, 2);
  t.same(patternLines(join(directory, 'none'), { follow: true }), []);
  writeFileSync(join(directory, 'bytes'), Buffer.from([0xff, 0x0a]));
  t.same(patternLines(join(directory, 'bytes'), { follow: true }), ['\xff']);
});
