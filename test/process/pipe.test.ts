import { fstatSync, readdirSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { openPipe } from '../../src/process/pipe.ts';

t.test('what goes in comes out, and ends when nobody can write', async t => {
  const { output, inputFd, closeInput } = await openPipe();
  t.ok(fstatSync(inputFd).isFIFO());
  writeSync(inputFd, 'through');
  closeInput();
  t.equal(await text(output), 'through');
});

t.test('no name is left behind', async t => {
  const directory = t.testdir();
  const { TMPDIR } = process.env;
  process.env.TMPDIR = directory;
  t.teardown(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  const { output, closeInput } = await openPipe();
  t.same(readdirSync(directory), []);
  closeInput();
  output.destroy();
  process.env.TMPDIR = `${directory}/missing`;
  await t.rejects(openPipe(), { code: 'ENOENT' });
});
