import { writeSync } from 'node:fs';
import t from 'tap';
import { readHeld } from '../../src/process/channel.ts';
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
