import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import t from 'tap';
import { copyText, programs } from '../../../src/cli/ui/clipboard.ts';

t.test('the clipboards that there are get it, and no other is asked for', async t => {
  t.same(programs({}, 'linux'), []);
  t.same(programs({ TMUX: '/tmp/tmux', DISPLAY: ':0' }, 'linux'), [
    ['tmux', 'load-buffer', '-w', '-'],
    ['xclip', '-selection', 'clipboard'],
  ]);
  t.same(programs({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), [['wl-copy']]);
  t.same(programs({}, 'darwin'), [['pbcopy']]);
  t.same(programs({ SSH_TTY: '/dev/pts/1' }, 'darwin'), []);
});

t.test('a program gets the text as it is, and one that is missing or fails is no trouble', async t => {
  const cwd = t.testdir({});
  const tmux = join(cwd, 'tmux');
  writeFileSync(tmux, '#!/bin/sh\ncat > copied\nexit 1\n');
  chmodSync(tmux, 0o755);
  const env = { PATH: `${cwd}${delimiter}${process.env.PATH}`, TMUX: 'x', WAYLAND_DISPLAY: 'none' };
  await copyText("id 'one'\nid two", { cwd, env });
  t.ok(existsSync(join(cwd, 'copied')));
  t.equal(readFileSync(join(cwd, 'copied'), 'utf8'), "id 'one'\nid two");
});
