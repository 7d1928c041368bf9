import t from 'tap';
import { readPanes } from '../../../src/tui/linear/read-panes.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

function opened() {
  const asked: string[] = [];
  const said: string[] = [];
  const control = controlOf({
    rows: someRows(3),
    desk: {
      detail: async id => `detail ${asked.push(id)}\n`,
      artifacts: async () => [{ path: 'a', size: 1, sha256: '' }],
      remotes: async () => [],
    },
  });
  const stop = readPanes(control.store, control.desk, lines => said.push(...lines));
  return { control, asked, said, stop };
}

t.test('a page is read when its pane has the keys, and again for another run', async t => {
  const { control, asked } = opened();
  const { detail } = control.state().docs;
  t.same(detail.lines, []);
  control.press('2');
  await until(() => control.state().docs.detail.lines[0] === 'detail 1');
  control.press('q', '2');
  control.press('q', 'j', '2');
  await until(() => control.state().docs.detail.lines[0] === 'detail 2');
  t.same(asked, [someRows(3)[0]?.id, someRows(3)[1]?.id]);
});

t.test('files come to their tree, and other panes are said', async t => {
  const { control, said } = opened();
  control.press('6');
  await until(() => control.state().artifacts.files.length === 1);
  control.press('9');
  await until(() => said.length > 0);
  t.match(said, [/no remote yet/]);
});

t.test('nothing is read any more when it is closed', async t => {
  const { control, asked, stop } = opened();
  stop();
  control.press('2');
  await new Promise(resolve => setTimeout(resolve, 100));
  t.same(asked, []);
});
