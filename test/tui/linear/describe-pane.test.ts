import t from 'tap';
import { describePane } from '../../../src/tui/linear/describe-pane.ts';
import type { AppEvent } from '../../../src/tui/state/app.ts';
import { controlOf } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(3);
const id = rows[0]?.id as (typeof rows)[0]['id'];

function opened() {
  const control = controlOf({ rows });
  const said = (act: () => void) => {
    const before = control.state();
    act();
    return describePane(before, control.state());
  };
  const press = (...keys: readonly string[]) => said(() => control.press(...keys));
  const send = (...events: readonly AppEvent[]) =>
    said(() => {
      for (const event of events) control.store.send(event);
    });
  return { press, send };
}

const page = (title: string, text: string): AppEvent[] => [
  { kind: 'doc', pane: 'detail', event: { kind: 'loading', of: title, title } },
  { kind: 'doc', pane: 'detail', event: { kind: 'text', of: title, text } },
];

t.test('a pane is told by its name and its run, and its page when it comes', async t => {
  const { press, send } = opened();
  t.same(press('2'), ['Detail: run-0']);
  t.same(send(...page(id, 'one\ntwo\n')), ['one', 'two']);
  t.same(press('q'), ['Runs']);
  t.same(press('2'), ['Detail: run-0', 'one', 'two']);
});

t.test('the page of another run is not read out', async t => {
  const { press, send } = opened();
  send(...page('other', 'old\n'));
  t.same(press('2'), ['Detail: run-0']);
});

t.test('files are counted, and told one by one', async t => {
  const { press, send } = opened();
  t.same(press('6'), ['Artifacts: run-0']);
  const file = (path: string) => ({ path, size: 1500, sha256: '' });
  const files = [file('out/b.png'), file('z.json')];
  t.same(send({ kind: 'artifacts', event: { kind: 'files', run: id, isLive: false, files } }), [
    '2 files',
    '1 of 3: folder out, 1 file, 1.5 kB, open',
  ]);
  t.same(press('j'), ['2 of 3: out/b.png, 1.5 kB']);
});
