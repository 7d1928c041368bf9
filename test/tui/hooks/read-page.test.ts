import t from 'tap';
import type { Desk } from '../../../src/tui/desk.ts';
import { readPage } from '../../../src/tui/hooks/read-page.ts';
import type { DocEvent } from '../../../src/tui/state/doc.ts';
import type { DocQuestion } from '../../../src/tui/state/doc-question.ts';
import { styles } from '../../../src/view/style.ts';
import { until } from '../../support/recording.ts';

function reading(ask: DocQuestion['ask'], isLive = false) {
  const told: DocEvent[] = [];
  const stop = readPage({
    question: { of: 'a', title: 'A', isLive, wraps: false, ask },
    of: 'a 80',
    page: { width: 80, style: styles(false) },
    desk: {} as Desk,
    shape: text => text.toUpperCase(),
    tell: event => told.push(event),
  });
  return { told, stop };
}

t.test('a page is told as it is to look, without a gap before it', async t => {
  const { told } = reading(async () => 'text');
  await until(() => told.length === 2);
  t.same(told, [
    { kind: 'loading', of: 'a 80', title: 'A' },
    { kind: 'text', of: 'a 80', text: 'TEXT' },
  ]);
});

t.test('what goes wrong is told in its place, made safe', async t => {
  const { told } = reading(async () => {
    throw new Error('no\x1b[2J');
  });
  await until(() => told.length === 2);
  t.match(told[1], { kind: 'failed', of: 'a 80', trouble: 'no\\u{1b}[2J' });
});

t.test('that of a run in progress is read again, and only told where it is another', async t => {
  let asked = 0;
  const { told, stop } = reading(async () => (asked++ < 2 ? 'one' : 'two'), true);
  t.teardown(stop);
  await until(() => asked >= 3 && told.length >= 3);
  t.same(
    told.map(event => (event.kind === 'text' ? event.text : event.kind)),
    ['loading', 'ONE', 'TWO'],
  );
});

t.test('nothing is told any more when nobody wants it', async t => {
  let asked = 0;
  const other = reading(async () => String(asked++));
  const { told, stop } = reading(async () => 'late');
  stop();
  await until(() => other.told.length === 2);
  t.same(told, []);
});

t.test('what is known later is told with the page anew, while somebody wants it', async t => {
  let hear: ((text: string) => void) | undefined;
  const { told, stop } = reading(async (_desk, _page, more) => {
    hear = more;
    return 'one';
  });
  await until(() => told.length === 2);
  hear?.('one');
  hear?.('two');
  stop();
  hear?.('three');
  t.same(
    told.map(event => (event.kind === 'text' ? event.text : event.kind)),
    ['loading', 'ONE', 'TWO'],
  );
});
