import { fstatSync, readdirSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { openPipe, preparePipes } from '../../src/process/pipe.ts';

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

t.test(
  'a name is where it was told to be for a moment; where it cannot be there, it is elsewhere',
  async t => {
    const directory = t.testdir({ journal: {}, tmp: {} });
    const { TMPDIR } = process.env;
    process.env.TMPDIR = `${directory}/missing`;
    t.teardown(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    preparePipes(1, `${directory}/journal`);
    const first = await openPipe();
    process.env.TMPDIR = `${directory}/tmp`;
    preparePipes(1, `${directory}/no-journal`);
    const second = await openPipe();
    for (const { output, closeInput } of [first, second]) {
      closeInput();
      output.destroy();
    }
    t.same([readdirSync(`${directory}/journal`), readdirSync(`${directory}/tmp`)], [[], []]);
  },
);
