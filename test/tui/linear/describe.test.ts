import t from 'tap';
import { describe } from '../../../src/tui/linear/describe.ts';
import { controlOf } from '../../support/tui-control.ts';
import { CLOCK, someRows } from '../../support/tui-state.ts';

function said(
  act: (control: ReturnType<typeof controlOf>) => void,
  first = (_: ReturnType<typeof controlOf>) => {},
) {
  const control = controlOf({ rows: someRows(3) });
  first(control);
  const before = control.state();
  act(control);
  return describe(before, control.state(), CLOCK);
}

t.test('what has not changed is not said', async t => {
  t.same(
    said(() => {}),
    [],
  );
});

t.test('pane, row and notice are said, in that order', async t => {
  t.same(
    said(
      ({ press }) => press('q'),
      ({ press }) => press('2'),
    ),
    ['Runs', 'row 1 of 3: run-0, finished, 1 h ago, acc 0'],
  );
  t.same(
    said(({ store }) => store.send({ kind: 'notice', notice: { text: 'copied\x1b', tone: 'plain' } })),
    ['copied\\u{1b}'],
  );
});

t.test('what is being done is said when it begins', async t => {
  t.same(
    said(({ store }) => store.send({ kind: 'busy', busy: 'push 2 runs' })),
    ['push 2 runs …'],
  );
  t.same(
    said(
      ({ store }) => store.send({ kind: 'busy', busy: 'push 2 runs: 50%' }),
      ({ store }) => store.send({ kind: 'busy', busy: 'push 2 runs' }),
    ),
    [],
  );
});

t.test('a question is said, and what lies below it is not', async t => {
  const lines = said(({ press }) => press('?'));
  t.match(lines[0], 'Keys of Runs');
  t.notOk(lines.some(line => line.startsWith('row ')));
});
