import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { writeNow } from '../../../src/tui/terminal/write-now.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('a slow reader gets all of it, though the descriptor does not wait', async t => {
  const directory = temporaryDirectory(t);
  const [fifo, read] = [join(directory, 'fifo'), join(directory, 'read')];
  execFileSync('mkfifo', [fifo]);
  const fd = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
  const reader = spawn('sh', ['-c', 'sleep 0.1; cat "$0" > "$1"', fifo, read], { stdio: 'ignore' });
  const text = 'é'.repeat(200_000);
  writeNow(fd, text);
  closeSync(fd);
  await once(reader, 'close');
  t.ok(readFileSync(read, 'utf8') === text);
});

t.test('that nobody reads any more is thrown', async t => {
  const fifo = join(temporaryDirectory(t), 'fifo');
  execFileSync('mkfifo', [fifo]);
  const reading = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  const fd = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  closeSync(reading);
  t.throws(() => writeNow(fd, 'text'), { code: 'EPIPE' });
  closeSync(fd);
});
