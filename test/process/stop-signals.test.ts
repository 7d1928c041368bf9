import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import t from 'tap';

const MODULE = join(import.meta.dirname, '..', '..', 'src', 'process', 'stop-signals.ts');

/** A process that holds signals, and says what it hears; a word on its input has it let go of them. */
function holder(t: { teardown(act: () => void): void }) {
  const script = `
    import { stopSignals } from ${JSON.stringify(MODULE)};
    const held = stopSignals();
    held.signal.addEventListener('abort', () => console.log(held.signal.reason.message));
    process.stdin.once('data', () => { held.end(); console.log('let go'); process.stdin.destroy(); });
    console.log('ready');
  `;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  // What the runner of tests would load into it hears of signals too, and keeps them from ending it.
  const bare = ['-u', 'NODE_OPTIONS', process.execPath];
  const child = spawn('env', [...bare, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.teardown(() => void child.kill('SIGKILL'));
  let said = '';
  const waiting: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', text => {
    said += text;
    for (const wake of waiting.splice(0)) wake();
  });
  const ended = once(child, 'close');
  return {
    child,
    said: () => said,
    async hears(text: string) {
      while (!said.includes(text)) await new Promise<void>(resolve => waiting.push(resolve));
    },
    async end(): Promise<readonly [code: number | null, signal: string | null]> {
      const [code, signal] = await ended;
      return [code, signal];
    },
  };
}

t.test('a signal is heard of first, and ends the process when work for it has ended', async t => {
  const one = holder(t);
  await one.hears('ready');
  one.child.kill('SIGTERM');
  await one.hears('given up: SIGTERM');
  one.child.stdin.write('x');
  t.same(await one.end(), [null, 'SIGTERM']);
});

t.test('a second one ends it at once', async t => {
  const one = holder(t);
  await one.hears('ready');
  one.child.kill('SIGTERM');
  await one.hears('given up');
  one.child.kill('SIGINT');
  t.same(await one.end(), [null, 'SIGINT']);
  t.notMatch(one.said(), 'let go');
});

t.test('where none has come nothing happens', async t => {
  const one = holder(t);
  await one.hears('ready');
  one.child.stdin.write('x');
  t.same(await one.end(), [0, null]);
  t.match(one.said(), 'let go');
});
