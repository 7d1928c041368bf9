import { EventEmitter } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Desk } from '../../src/tui/desk.ts';
import { type Mounted, type MountProps, openScreen } from '../../src/tui/open.ts';
import type { TerminalStreams } from '../../src/tui/terminal/session.ts';
import { deskOf } from '../support/desk.ts';
import { type Teardown, temporaryDirectory } from '../support/temporary-repository.ts';
import { screenModel } from '../support/terminal/screen-model.ts';
import { until } from '../support/tui-control.ts';
import { someRows } from '../support/tui-state.ts';

/** A terminal that is a file: what is written to it is there at once. */
function terminal(t: Teardown) {
  const path = join(temporaryDirectory(t), 'screen');
  const fd = openSync(path, 'w');
  t.teardown(() => closeSync(fd));
  const stdin: EventEmitter = Object.assign(new EventEmitter(), {
    isTTY: true,
    isRaw: false,
    setRawMode: () => stdin,
    resume: () => stdin,
    pause: () => stdin,
  });
  const stdout = Object.assign(new EventEmitter(), { fd, columns: 80, rows: 12, isTTY: true });
  const written = () => readFileSync(path, 'utf8');
  return {
    streams: { stdin, stdout } as unknown as TerminalStreams,
    stdout,
    written,
    type: (text: string) => void stdin.emit('data', Buffer.from(text)),
    lines: () =>
      new Promise<string[]>(resolve => {
        const screen = screenModel(80, 12, () => {});
        screen.write(written(), () => resolve(screen.lines()));
      }),
  };
}

/** What is asked last: with the answer all are there. */
const ATTRIBUTES = '\x1b[?62c';

function bench(t: Teardown, parts: Partial<Desk> = {}) {
  const at = terminal(t);
  const mounts: MountProps[] = [];
  const told: string[] = [];
  let loaded = (_: { mount(props: MountProps): Mounted }) => {};
  const mount = (props: MountProps): Mounted => {
    mounts.push(props);
    return {
      resize: (columns, rows) => void told.push(`${columns}x${rows}`),
      unmount: () => void told.push('unmounted'),
    };
  };
  const code = openScreen(deskOf({ newest: async () => someRows(3), ...parts }), {
    streams: at.streams,
    env: { TERM: 'xterm-256color' },
    mouse: false,
    load: () =>
      new Promise(resolve => {
        loaded = resolve;
      }),
  });
  return { ...at, code, mounts, told, load: () => loaded({ mount }), answer: () => at.type(ATTRIBUTES) };
}

t.test('the first rows are there before the rest is loaded', async t => {
  const { code, written, lines, load, answer, type, mounts, told } = bench(t);
  answer();
  await until(() => written().includes('run-2'));
  t.match((await lines()).join('\n'), /run-0.*\n.*run-1.*\n.*run-2/);
  load();
  await until(() => mounts.length === 1);
  type('q');
  t.equal(await code, 0);
  t.same(told, ['unmounted']);
  t.match(written(), /\x1b\[\?1049l/);
});

t.test('what is pressed meanwhile is heard', async t => {
  const { code, written, load, answer, type, mounts } = bench(t);
  type('jj');
  answer();
  await until(() => written().includes('run-2'));
  type('k');
  load();
  await until(() => mounts.length === 1);
  t.equal(mounts[0]?.store.state().runs.cursor, 1);
  type('q');
  t.equal(await code, 0);
});

t.test('the terminal tells its background, the settings the theme and the keys', async t => {
  const setting = (name: string) => ({ 'key.quit': 'Z', theme: 'auto' })[name];
  const { code, load, answer, type, mounts } = bench(t, { setting });
  type('\x1b]11;rgb:ffff/ffff/ffff\x1b\\');
  answer();
  await until(() => {
    load();
    return mounts.length === 1;
  });
  t.match(mounts[0], { theme: { background: 'light', depth: 8 }, terminal: { pictures: 'blocks' } });
  type('q');
  type('Z');
  t.equal(await code, 0);
});

t.test('another size is told to all', async t => {
  const { code, stdout, load, answer, type, mounts, told } = bench(t);
  answer();
  await until(() => {
    load();
    return mounts.length === 1;
  });
  Object.assign(stdout, { columns: 100, rows: 30 });
  process.emit('SIGWINCH', 'SIGWINCH');
  t.match(mounts[0]?.store.state(), { columns: 100, rows: 30 });
  t.same(told, ['100x30']);
  type('q');
  await code;
});

t.test('where runs cannot be read, or Ink is missing, the terminal is left as it was', async t => {
  const broken = bench(t, { newest: async () => Promise.reject(new Error('no runs')) });
  broken.answer();
  await t.rejects(broken.code, { message: 'no runs' });
  t.match(broken.written(), /\x1b\[\?1049l/);
  const at = terminal(t);
  const missing = openScreen(deskOf(), {
    streams: at.streams,
    env: {},
    mouse: false,
    load: async () => Promise.reject(new Error('not built')),
  });
  at.type(ATTRIBUTES);
  await t.rejects(missing, { message: 'not built' });
  t.match(at.written(), /\x1b\[\?1049l/);
});

t.test('all runs are asked for before Ink is there, and once', async t => {
  let asked = 0;
  const { code, load, answer, type, mounts } = bench(t, {
    all: async () => {
      asked++;
      return { rows: [], damaged: [] };
    },
  });
  answer();
  await until(() => asked === 1);
  t.equal(mounts.length, 0);
  await until(() => {
    load();
    return mounts.length === 1;
  });
  await mounts[0]?.desk.all(() => {});
  t.equal(asked, 1);
  await mounts[0]?.desk.all(() => {});
  t.equal(asked, 2);
  type('q');
  await code;
});
