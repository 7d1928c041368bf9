import t from 'tap';
import { bytesOf, endOf, heldOf } from '../../../src/tui/state/log-bytes.ts';
import { moveOutput } from '../../../src/tui/state/move-output.ts';
import {
  NO_OUTPUT,
  type OutputEvent,
  type OutputState,
  reduceOutput,
  wantedPart,
} from '../../../src/tui/state/output.ts';
import { numbered, outputOf, partName } from '../../support/log-states.ts';

const MB = 2 ** 20;
const SIZE = { width: 20, height: 4 };

/** Opened, and nothing read. */
function opened(
  sizes: readonly number[],
  more: Partial<Extract<OutputEvent, { kind: 'opened' }>> = {},
): OutputState {
  const parts = sizes.map((bytes, at) => ({ name: partName(at), bytes }));
  const loading = reduceOutput(NO_OUTPUT, { kind: 'loading', of: 'a' });
  return reduceOutput(loading, {
    kind: 'opened',
    of: 'a',
    parts,
    dropped: 0,
    colours: false,
    isLive: false,
    ...more,
  });
}

/** Reads what is wanted, until nothing is; which parts that were. */
function readAll(state: OutputState): { state: OutputState; read: string[] } {
  const read: string[] = [];
  let now = state;
  for (let part = wantedPart(now); part !== undefined; part = wantedPart(now)) {
    read.push(part.name.slice(4, 6));
    const bytes = new Uint8Array(Buffer.from('0123456789abcde\n'.repeat(part.bytes / 16)));
    now = reduceOutput(now, { kind: 'read', of: 'a', name: part.name, bytes });
  }
  return { state: now, read };
}

t.test('of a large log the last part is read, and those before where one looks', async t => {
  const first = readAll(opened(Array.from({ length: 250 }, () => 4 * MB)));
  t.same(first.read, ['49'], 'the last one');
  t.ok(first.state.isAtEnd);
  const up = moveOutput(first.state, 'page-up', SIZE);
  t.same(readAll(up).read, []);
  const top = readAll(moveOutput(up, 'first', SIZE));
  t.same(top.read, ['00']);
  t.same(top.state.place, { at: 0, row: 0 });
  t.same(readAll(moveOutput(top.state, 'last', SIZE)).read, ['49']);
});

t.test('where the last part is small there is one before it', async t => {
  t.same(readAll(opened([4 * MB, 4 * MB, 160])).read, ['02', '01']);
  t.same(readAll(opened([160])).read, ['00']);
  t.same(readAll(opened([])).read, []);
});

t.test('one stays where one is until what one goes to is there', async t => {
  const { state } = readAll(opened([4 * MB, 4 * MB, 4 * MB, 4 * MB]));
  const going = moveOutput(state, 'first', SIZE);
  t.ok(going.isAtEnd);
  t.same(going.goal, { at: 0, row: 0 });
  const there = readAll(going).state;
  t.same([there.isAtEnd, there.goal, there.place.at], [false, undefined, 0]);
  t.equal(moveOutput(going, 'up', SIZE).goal, undefined, 'and goes elsewhere instead, if one likes');
});

t.test('however far one goes, a few parts are held', async t => {
  let { state } = readAll(opened(Array.from({ length: 12 }, () => 4 * MB)));
  for (let at = 0; at < 40; at++) {
    state = {
      ...state,
      place: { at: state.place.at === 0 ? 47 * MB : state.place.at - MB, row: 0 },
      isAtEnd: false,
    };
    state = readAll(state).state;
    const { from, to } = heldOf(state.log);
    t.ok(to - from <= 12 * MB && from <= state.place.at && to > state.place.at);
  }
});

t.test('what is written is followed at the end, and nowhere else', async t => {
  const live = readAll(opened([160], { isLive: true })).state;
  const bytes = Buffer.from(numbered(5));
  const grown = reduceOutput(live, { kind: 'written', of: 'a', name: partName(0), bytes });
  t.ok(grown.isAtEnd);
  t.equal(endOf(grown.log), 160 + 35);
  const above = moveOutput(grown, 'up', SIZE);
  t.notOk(above.isAtEnd);
  const more = reduceOutput(above, { kind: 'written', of: 'a', name: partName(1), bytes });
  t.same(more.place, above.place);
  t.same(
    more.log.parts.map(part => part.bytes),
    [195, 35],
  );
  t.ok(moveOutput(more, 'last', SIZE).isAtEnd);
  t.notOk(reduceOutput(more, { kind: 'ended', of: 'a' }).isLive);
});

t.test('what comes too late is passed over', async t => {
  const state = outputOf('one\n');
  t.equal(
    reduceOutput(state, { kind: 'written', of: 'b', name: partName(0), bytes: Buffer.from('x') }),
    state,
  );
  t.equal(reduceOutput(state, { kind: 'failed', of: 'b', trouble: 'x' }), state);
});

t.test('another run begins anew, and lines are broken or not as they were', async t => {
  const state = { ...outputOf('one\n'), wraps: false, search: 'x' };
  const next = reduceOutput(state, { kind: 'loading', of: 'b' });
  t.same([next.wraps, next.search, endOf(next.log), next.isLoading], [false, 'x', 0, true]);
});

t.test('the same log opened again is as it was, and longer perhaps', async t => {
  const state = moveOutput(outputOf(numbered(9), numbered(9)), 'first', SIZE);
  const parts = [
    { name: partName(0), bytes: 63 },
    { name: partName(1), bytes: 70 },
  ];
  const event = { kind: 'opened', of: 'a', dropped: 0, colours: false, isLive: true } as const;
  const again = reduceOutput(reduceOutput(state, { kind: 'loading', of: 'a' }), { ...event, parts });
  t.same(
    [again.place, again.isAtEnd, endOf(again.log), heldOf(again.log).to],
    [{ at: 0, row: 0 }, false, 133, 126],
  );
  const other = reduceOutput(state, { ...event, parts: parts.slice(1) });
  t.same([other.isAtEnd, heldOf(other.log).to], [true, 0]);
});

t.test('a part that cannot be read is said, and one goes on', async t => {
  const { state } = readAll(opened([1600, 1600, 1600]));
  const lost = reduceOutput(state, { kind: 'lost', of: 'a', name: partName(1), text: '… lost …' });
  t.equal(endOf(lost.log), 3200);
  t.same(lost.log.notes, [{ at: 1600, text: '… lost …' }]);
  t.equal(Buffer.from(bytesOf(lost.log, 1600, 1610)).toString(), '0123456789');
});

t.test('a log that cannot be opened says why', async t => {
  const state = reduceOutput(reduceOutput(NO_OUTPUT, { kind: 'loading', of: 'a' }), {
    kind: 'failed',
    of: 'a',
    trouble: 'no such run',
  });
  t.same([state.trouble, state.isLoading], ['no such run', false]);
});

t.test('a search begins where one looks: up from the end, and down from elsewhere', async t => {
  const end = reduceOutput(outputOf(numbered(9)), { kind: 'search', text: 'line' });
  t.same(end.seek, { kind: 'match', step: -1, from: 63 });
  const top = reduceOutput(moveOutput(outputOf(numbered(9)), 'first', SIZE), {
    kind: 'search',
    text: 'line',
  });
  t.same(top.seek, { kind: 'match', step: 1, from: 0 });
  t.equal(reduceOutput(top, { kind: 'stop' }).seek, undefined);
  t.equal(reduceOutput(top, { kind: 'search', text: '' }).seek, undefined);
});

t.test('what is found is gone to, and nobody follows any more', async t => {
  const state = reduceOutput(outputOf(numbered(30)), { kind: 'search', text: 'line 5' });
  const seek = state.seek as NonNullable<typeof state.seek>;
  const found = reduceOutput(state, { kind: 'sought', seek, at: 35 });
  t.same([found.hit, found.place, found.isAtEnd, found.seek], [35, { at: 35, row: -2 }, false, undefined]);
  t.equal(
    reduceOutput(found, { kind: 'sought', seek, at: 7 }),
    found,
    'an answer to another question is none',
  );
  const nowhere = reduceOutput(state, { kind: 'sought', seek, at: undefined });
  t.same([nowhere.isAtEnd, nowhere.seek], [true, undefined]);
});
