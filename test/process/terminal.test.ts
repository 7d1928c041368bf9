import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { isatty } from 'node:tty';
import t from 'tap';
import { readHeld } from '../../src/process/channel.ts';
import { spawnAttached } from '../../src/process/spawn.ts';
import { openTerminal } from '../../src/process/terminal.ts';

const terminal = await openTerminal(90, 31).catch((error: Error) => error);

if (terminal instanceof Error) t.pass(`no pseudo-terminal here: ${terminal.message}`, { skip: true });
else {
  const size = async () => {
    const stty = spawnAttached('stty', ['size'], { stdio: [terminal.inputFd, 'pipe', 'inherit'] });
    // It closes its output before it ends, and until then it holds the terminal open.
    const [said] = await Promise.all([stty.stdout && text(stty.stdout), once(stty, 'close')]);
    return said;
  };

  t.test('a terminal has the size it is given', async t => {
    t.ok(isatty(terminal.inputFd));
    t.equal(await size(), '31 90\n');
    terminal.resize(120, 40);
    t.equal(await size(), '40 120\n');
  });

  t.test('bytes come out as they went in, and end when nobody can write', async t => {
    const text = `one\ntwo\r\n\x1b[1m${'x'.repeat(9000)}`;
    writeSync(terminal.inputFd, text);
    let seen = '';
    while (seen.length < text.length) seen += readHeld(terminal);
    t.equal(seen, text);
    t.equal(readHeld(terminal), 'nothing');
    terminal.closeInput();
    t.equal(readHeld(terminal), 'end');
    terminal.closeInput();
    terminal.output.destroy();
    terminal.resize(1, 1);
  });
}
