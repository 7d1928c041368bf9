import fc from 'fast-check';
import t from 'tap';
import { fieldOf } from '../../../src/tui/state/field.ts';
import {
  cycled,
  offered,
  recalled,
  remembered,
  taken,
  troubleIn,
  typedIn,
  withdrawn,
} from '../../../src/tui/state/line.ts';
import { type LineMode, NO_OFFERS } from '../../../src/tui/state/mode.ts';

const line = (text: string, changes: Partial<LineMode> = {}): LineMode => ({
  kind: 'line',
  purpose: 'filter',
  label: 'filter',
  field: fieldOf(text),
  stem: fieldOf(text),
  before: '',
  origin: { run: undefined, search: undefined, top: 0, searched: '' },
  below: undefined,
  offers: NO_OFFERS,
  chosen: undefined,
  error: undefined,
  history: [],
  back: -1,
  ...changes,
});
const offers = { keep: 4, offers: [{ value: 'status' }, { value: 'started', open: true }] };

t.test('offers are gone through in a circle, and what was typed comes again', async t => {
  let mode = offered(line('not sta'), offers);
  const seen: string[] = [];
  for (let n = 0; n < 4; n++) {
    mode = cycled(mode, 1);
    seen.push(mode.field.text);
  }
  t.same(seen, ['not status', 'not started', 'not sta', 'not status']);
  t.equal(cycled(offered(line('not sta'), offers), -1).field.text, 'not started');
});

t.test('an offer that is taken is as if typed, with a blank where it is whole', async t => {
  const first = cycled(offered(line('not sta'), offers), 1);
  t.same(taken(first).stem, fieldOf('not status '));
  t.same(taken(cycled(first, 1)).stem, fieldOf('not started'));
  t.equal(taken(first).chosen, undefined);
  t.equal(taken(line('x')).field.text, 'x', 'with none it is as it was');
});

t.test('what stands behind the cursor stays there', async t => {
  const mode = { ...line('not sta = 1'), stem: { text: 'not sta = 1', at: 7 } };
  t.equal(taken(cycled(offered(mode, offers), 1)).field.text, 'not status = 1');
});

t.test('an offer that is left leaves the line as it was typed, with no menu', async t => {
  const left = withdrawn(cycled(offered(line('not sta'), offers), 1));
  t.same([left.field.text, left.chosen, left.offers], ['not sta', undefined, NO_OFFERS]);
});

t.test('while one types on, what still goes on with it is offered', async t => {
  const mode = offered(line('not sta'), offers);
  const values = (text: string) => typedIn(mode, fieldOf(text)).offers.offers.map(({ value }) => value);
  t.same(values('not star'), ['started']);
  t.same(values('not status'), [], 'what is there already is none');
  t.same(values('has:sta'), [], 'nor is what was offered for another line');
});

t.test('lines of before are called back, those that begin as it does', async t => {
  const history = ['status = failed', 'name ~ x', 'started > 2d'];
  const mode = line('sta', { history });
  const older = recalled(mode, 1);
  t.equal(older.field.text, 'status = failed');
  t.equal(recalled(older, 1).field.text, 'started > 2d');
  t.equal(recalled(recalled(older, 1), 1).field.text, 'started > 2d', 'there is none behind the last');
  t.equal(recalled(older, -1).field.text, 'sta', 'and back to what was typed');
  t.equal(recalled(mode, -1), mode);
});

t.test('what is on its way is not wrong yet', async t => {
  const error = { message: 'no field', at: 4 };
  t.equal(troubleIn(line('not sta', { error })), error);
  t.equal(troubleIn(line('not sta', { error, offers })), undefined);
  const before = { message: 'no field', at: 0 };
  t.equal(troubleIn(line('nto sta', { error: before, offers })), before, 'what stands before it is');
});

t.test('lines are remembered once, newest first, a hundred of them', async t => {
  t.same(remembered(['a', 'b'], 'b'), ['b', 'a']);
  t.same(remembered(['a'], '  '), ['a']);
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ minLength: 1 }).filter(text => text.trim() !== ''),
        { maxLength: 150 },
      ),
      texts => {
        const lines = texts.reduce<readonly string[]>(remembered, []);
        return lines.length === Math.min(100, new Set(texts).size) && new Set(lines).size === lines.length;
      },
    ),
  );
});
