import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type AppendedLines, appendedLines } from '../../../src/cli/ui/appended-lines.ts';

const all = async (lines: AppendedLines) => {
  const found: string[] = [];
  for await (const some of lines.read()) found.push(...some);
  return found;
};

function file(t: Test) {
  const path = join(t.testdir({}), 'events');
  writeFileSync(path, '');
  return { lines: appendedLines(path), add: (text: string | Buffer) => appendFileSync(path, text) };
}

t.test('each time those lines come that were added since', async t => {
  const { lines, add } = file(t);
  t.same(await all(lines), []);
  add('one\ntwo\n');
  t.same(await all(lines), ['one', 'two']);
  t.same(await all(lines), []);
  add('three\n');
  t.same(await all(lines), ['three']);
});

t.test('half a line is waited for, were it cut within a character', async t => {
  const { lines, add } = file(t);
  const bytes = Buffer.from('a\ngrößer\n');
  const cut = bytes.indexOf(0xb6);
  add(bytes.subarray(0, cut));
  t.same(await all(lines), ['a']);
  add(bytes.subarray(cut));
  t.same(await all(lines), ['größer']);
});

t.test('a line without end is passed over, and the next one is read', async t => {
  const { lines, add } = file(t);
  for (let at = 0; at < 20; at++) add('x'.repeat(100_000));
  t.same(await all(lines), []);
  add('x\nnext\n');
  t.same(await all(lines), ['next']);
});

t.test('a file that is not there is said', async t => {
  await t.rejects(all(appendedLines(join(t.testdir({}), 'none'))), { code: 'ENOENT' });
});
