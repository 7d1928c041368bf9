import { openSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { inheritedChannel, readHeld } from '../../src/process/channel.ts';
import { openPipe } from '../../src/process/pipe.ts';

t.test('what the system holds is told from nothing yet, and from the end', async t => {
  const channel = await openPipe();
  channel.output.pause();
  t.equal(readHeld(channel), 'nothing');
  writeSync(channel.inputFd, 'held');
  t.equal(readHeld(channel).toString(), 'held');
  t.equal(readHeld(channel), 'nothing');
  channel.closeInput();
  channel.closeInput();
  t.equal(readHeld(channel), 'end');
  channel.output.destroy();
  t.equal(readHeld(channel), 'end');
});

t.test('a channel that another process opened is read to its end', async t => {
  const theirs = await openPipe();
  const ours = inheritedChannel(openSync(`/dev/fd/${theirs.outputFd}`, 'r'));
  theirs.output.destroy();
  writeSync(theirs.inputFd, 'from the one before us');
  ours.closeInput();
  theirs.closeInput();
  t.equal(await text(ours.output), 'from the one before us');
});
