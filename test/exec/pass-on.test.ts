import { closeSync, constants, openSync, readFileSync, write, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import t from 'tap';
import type { Execution } from '../../src/exec/execution.ts';
import { passOn } from '../../src/exec/pass-on.ts';
import { openPipe } from '../../src/process/pipe.ts';

/** A full pipe must not stop the one that empties it. */
const writeLater = promisify(write) as (fd: number, text: string) => Promise<unknown>;

/** Passes what is written to `from` on to a descriptor, and remembers what is told. */
async function passing(to: number, onOutput: Execution['onOutput'] = () => {}) {
  const channel = await openPipe();
  const told: string[] = [];
  const problems: string[] = [];
  const { finish, isOver } = passOn(
    { name: 'stdout', channel, to },
    {
      onOutput(stream, bytes) {
        told.push(bytes.toString());
        return onOutput(stream, bytes);
      },
      onProblem: ({ code }) => problems.push(code),
    },
  );
  return { channel, from: channel.inputFd, finish, isOver, told, problems };
}

t.test('what was written is passed on before it is told of', async t => {
  const file = `${t.testdir()}/out`;
  const seen: string[] = [];
  const { from, finish, told } = await passing(openSync(file, 'w'), () => {
    seen.push(readFileSync(file, 'utf8'));
  });
  writeSync(from, 'one ');
  while (told.length === 0) await new Promise(resolve => setImmediate(resolve));
  writeSync(from, 'two');
  await finish();
  t.same(told, ['one ', 'two']);
  t.same(seen, ['one ', 'one two']);
});

t.test('where it cannot be passed on or recorded that is told once, and it goes on', async t => {
  const readOnly = openSync(t.testdir({ file: '' }).concat('/file'), 'r');
  const { from, finish, told, problems } = await passing(readOnly, () => {
    throw new Error('full');
  });
  for (const word of ['a', 'b', 'c']) {
    writeSync(from, word);
    while (!told.includes(word)) await new Promise(resolve => setImmediate(resolve));
  }
  await finish();
  t.same(told, ['a', 'b', 'c']);
  t.same(problems, ['output-not-passed-on', 'output-not-recorded']);
});

t.test('a reader that goes away closes the pipe to the writer', async t => {
  const gone = await openPipe();
  gone.output.destroy();
  const { channel, from, finish, isOver, told, problems } = await passing(gone.inputFd);
  t.notOk(isOver());
  writeSync(from, 'lost');
  while (!channel.output.closed) await new Promise(resolve => setImmediate(resolve));
  t.ok(isOver());
  t.throws(() => writeSync(from, 'more'), { code: 'EPIPE' });
  await finish();
  gone.closeInput();
  t.same(told, ['lost'], 'it was written, even if nobody read it');
  t.same(problems, []);
});

t.test('a slow reader on a descriptor that does not wait gets all of it', async t => {
  const slow = await openPipe();
  slow.output.pause();
  // Non-blocking, as another program may have left ours.
  const to = openSync(`/dev/fd/${slow.inputFd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  const { from, finish, problems } = await passing(to);
  const all = 'x'.repeat(65_000);
  const output = text(slow.output);
  for (let i = 0; i < 4; i++) await writeLater(from, all);
  await finish();
  slow.closeInput();
  closeSync(to);
  t.equal((await output).length, 4 * all.length);
  t.same(problems, []);
});
