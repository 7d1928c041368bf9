import {
  appendFileSync,
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { openTerminal } from '../../src/process/terminal.ts';
import { buildDriver, type Driven, type DriveOptions } from '../support/execution.ts';

const { drive, directory } = await buildDriver(t);
const sh = (script: string, options?: DriveOptions) => drive(['/bin/sh', '-c', script], options);
const node = (script: string, options?: DriveOptions) => drive([process.execPath, '-e', script], options);
const noTerminal = await openTerminal(80, 24).then(
  terminal => {
    terminal.closeInput();
    terminal.output.destroy();
    return false as const;
  },
  error => `no pseudo-terminal here: ${error.message}`,
);

/** Notes the signals it gets; SIGTERM ends it. */
const COUNTING = (file: string) => `
  const { appendFileSync } = require('node:fs');
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGTERM']) process.on(signal, () => {
    appendFileSync(${JSON.stringify(file)}, signal + '\\n');
    if (signal === 'SIGTERM') process.exit(3);
  });
  setInterval(() => {}, 1000);
  console.log('ready');`;

/** Signals are judged in turn: after this one has come through nothing of those before can follow. */
async function settle(driven: Driven, file: string): Promise<void> {
  const again = setInterval(() => driven.process.kill('SIGUSR1'), 10);
  await driven.until(() => read(file).includes('SIGUSR1'));
  clearInterval(again);
}

t.test('the exit code is the command’s', async t => {
  t.match(await sh('exit 42').end(), { exit: { code: 42 }, listeners: 0 });
  t.match(await sh('exit 0').end(), { exit: { code: 0 } });
});

t.test('a command killed by a signal is told by the signal’s name', async t => {
  t.match(await sh('kill -KILL $$').end(), { exit: { signal: 'SIGKILL' } });
  t.match(await sh('kill -TERM $$').end(), { exit: { signal: 'SIGTERM' } });
});

t.test('what cannot be started is 127 or 126', async t => {
  const missing = drive(['nothing'], { program: join(directory, 'nothing') });
  t.match(await missing.end(), { error: { name: 'CommandNotRunnableError', data: { exitCode: 127 } } });
  writeFileSync(join(directory, 'plain'), 'text');
  const plain = drive(['plain'], { program: join(directory, 'plain') });
  t.match(await plain.end(), { error: { data: { command: 'plain', exitCode: 126 } } });
});

t.test('the program has its name as typed', async t => {
  const driven = drive(['other', '-c', 'echo $0'], { program: '/bin/sh' });
  t.equal(await text(driven.process.stdout!), 'other\n');
});

t.test('stdin is the command’s', async t => {
  const driven = drive(['cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  driven.process.stdin!.end('from the user');
  t.equal(await text(driven.process.stdout!), 'from the user');
  t.match(await driven.end(), { exit: { code: 0 }, bytes: { stdout: 13 } });
});

t.test('stdout and stderr stay two, and are passed on and told', async t => {
  const driven = sh('echo out; echo err >&2');
  const both = await Promise.all([text(driven.process.stdout!), text(driven.process.stderr!)]);
  t.same(both, ['out\n', 'err\n']);
  await driven.end();
  t.same([driven.text('stdout'), driven.text('stderr')], ['out\n', 'err\n']);
});

t.test('a script can open /dev/stdout and /dev/stderr', async t => {
  const driven = sh('echo out | tee /dev/stderr >/dev/stdout');
  const both = await Promise.all([text(driven.process.stdout!), text(driven.process.stderr!)]);
  t.same(both, ['out\n', 'out\n']);
});

t.test('with 2>&1 the order is exact', async t => {
  const file = join(directory, 'both');
  const fd = openSync(file, 'w');
  const script = 'i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); echo $i >&2; i=$((i+1)); done';
  const driven = sh(script, { stdio: ['ignore', fd, fd] });
  closeSync(fd);
  await driven.end();
  const expected = Array.from({ length: 1000 }, (_, i) => `${i}\n`).join('');
  t.equal(readFileSync(file, 'utf8'), expected);
  t.equal(driven.text('stdout'), expected);
});

t.test('100 MB pass with flat memory', async t => {
  const driven = sh('head -c 100000000 /dev/zero', {
    stdio: ['ignore', openSync('/dev/null', 'w'), 'inherit'],
  });
  const { bytes, maxRSS } = await driven.end();
  t.same(bytes, { stdout: 100_000_000 });
  t.ok((maxRSS ?? 0) < 150_000, `${maxRSS} KiB`);
});

t.test('a reader that goes away ends the command as it would without us', async t => {
  const driven = drive(['yes']);
  driven.process.stdout!.once('data', () => driven.process.stdout!.destroy());
  t.match(await driven.end(), { exit: { signal: 'SIGPIPE' } });
});

t.test('a daemon left behind delays nothing, and writes on to where it would without us', async t => {
  const stop = join(directory, 'stop-daemon');
  const driven = sh(`(while [ ! -e ${stop} ]; do sleep 0.01; done; echo late) & echo early`);
  const output = text(driven.process.stdout!);
  t.match(await driven.end(), { exit: { code: 0 }, bytes: { stdout: 6 } });
  writeFileSync(stop, '');
  t.equal(await output, 'early\nlate\n');
});

t.test('all that was written before the end is told', async t => {
  const driven = node(`process.stdout.write('x'.repeat(60000)); process.stderr.write('y'.repeat(60000))`);
  driven.process.stdout!.resume();
  driven.process.stderr!.resume();
  t.match(await driven.end(), { bytes: { stdout: 60000, stderr: 60000 } });
});

t.test('a signal to the recorder alone reaches the command once', async t => {
  const file = join(directory, 'alone');
  const driven = node(COUNTING(file), { detached: true });
  await driven.until(({ text }) => text('stdout') === 'ready\n');
  driven.process.kill('SIGUSR1');
  await driven.until(() => read(file) === 'SIGUSR1\n');
  driven.process.kill('SIGTERM');
  t.match(await driven.end(), { exit: { code: 3 } });
  t.equal(read(file), 'SIGUSR1\nSIGTERM\n');
});

t.test('a signal to the whole group reaches the command once, also in quick succession', async t => {
  const file = join(directory, 'group');
  const driven = node(COUNTING(file), { detached: true });
  await driven.until(({ text }) => text('stdout') === 'ready\n');
  const group = -driven.process.pid!;
  process.kill(group, 'SIGINT');
  await driven.until(() => read(file) === 'SIGINT\n');
  process.kill(group, 'SIGINT');
  process.kill(group, 'SIGHUP');
  await settle(driven, file);
  driven.process.kill('SIGTERM');
  t.match(await driven.end(), { exit: { code: 3 } });
  const counted = read(file).match(/SIGINT|SIGHUP|SIGTERM/g);
  t.same(counted?.sort(), ['SIGHUP', 'SIGINT', 'SIGINT', 'SIGTERM']);
});

t.test('with nohup the command survives a hangup', async t => {
  const stop = join(directory, 'stop-nohup');
  const script = `echo ready; while [ ! -e ${stop} ]; do sleep 0.01; done; exit 7`;
  const driven = sh(script, { ignoreHangup: true, detached: true });
  await driven.until(({ text }) => text('stdout') === 'ready\n');
  process.kill(-driven.process.pid!, 'SIGHUP');
  driven.process.kill('SIGHUP');
  writeFileSync(stop, '');
  t.match(await driven.end(), { exit: { code: 7 } });
});

t.test('on a terminal', { skip: noTerminal }, async t => {
  /** Starts the driver as the first of a session on a terminal of its own; `{}` in redirections is the terminal. */
  const onTerminal = async (script: string, redirections = '<{} >{} 2>{}') => {
    const terminal = await openTerminal(100, 30);
    const name = readlinkSync(`/proc/self/fd/${terminal.inputFd}`);
    const through = ['/bin/sh', '-c', `exec "$@" ${redirections.replaceAll('{}', name)}`, 'sh'];
    const driven = node(script, { through, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
    let shown = '';
    terminal.output.on('error', () => {});
    terminal.output.on('data', piece => {
      shown += piece;
      // Makes `until` look again.
      appendFileSync(join(directory, 'shown'), piece);
    });
    t.teardown(() => {
      terminal.closeInput();
      terminal.output.destroy();
    });
    return { terminal, driven, shown: () => shown };
  };

  await t.test('the command has a terminal of the right size, and follows it', async t => {
    const script = `
      const { stdout, stderr, stdin } = process;
      console.log([stdin.isTTY, stdout.isTTY, stderr.isTTY, stdout.columns, stdout.rows].join(' '));
      stdout.on('resize', () => { console.log(stdout.columns + ' ' + stdout.rows); process.exit(); });
      setInterval(() => {}, 1000);`;
    const { terminal, driven, shown } = await onTerminal(script);
    await driven.until(() => shown().endsWith('true true true 100 30\n'));
    terminal.resize(120, 40);
    t.match(await driven.end(), { exit: { code: 0 } });
    t.equal(driven.text('tty'), 'true true true 100 30\n120 40\n');
  });

  await t.test('nothing of much output is lost at its end', async t => {
    const script = `require('node:fs').writeSync(1, ('x'.repeat(99) + '\\n').repeat(3000))`;
    const { driven, shown } = await onTerminal(script);
    t.match(await driven.end(), { exit: { code: 0 }, bytes: { tty: 300_000 } });
    await driven.until(() => shown().length === 300_000);
  });

  await t.test('stderr into a file stays apart', async t => {
    const file = join(directory, 'stderr-file');
    const script = `console.log(String(process.stdout.isTTY)); console.error(String(process.stderr.isTTY));`;
    const { driven, shown } = await onTerminal(script, `<{} >{} 2>${file}`);
    await driven.end();
    await driven.until(() => shown() !== '');
    t.equal(read(file), 'undefined\n');
    t.same([driven.text('tty'), driven.text('stderr'), shown()], ['true\n', 'undefined\n', 'true\n']);
  });

  await t.test('Ctrl-C reaches the command once', async t => {
    const file = join(directory, 'ctrl-c');
    const { terminal, driven, shown } = await onTerminal(COUNTING(file));
    await driven.until(() => shown() === 'ready\n');
    writeSync(terminal.outputFd, '\x03');
    await driven.until(() => read(file) === 'SIGINT\n');
    await settle(driven, file);
    driven.process.kill('SIGTERM');
    t.match(await driven.end(), { exit: { code: 3 } });
    t.same(read(file).match(/SIGINT|SIGTERM/g), ['SIGINT', 'SIGTERM']);
  });
});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
