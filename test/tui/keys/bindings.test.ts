import t from 'tap';
import { BINDINGS } from '../../../src/tui/keys/bindings.ts';

t.test('a key means one thing in each place', async t => {
  const places = BINDINGS.flatMap(({ scope, keys }) => keys.map(key => `${scope} ${key}`));
  t.same(
    places.filter((place, at) => places.indexOf(place) !== at),
    [],
  );
});

t.test('every action says what it does, once', async t => {
  const actions = BINDINGS.map(({ action }) => action);
  t.equal(new Set(actions).size, actions.length);
  for (const { action, does } of BINDINGS) t.match(does, /^[^.]{4,}$/, action);
});

t.test('what changes something is marked as such', async t => {
  const changing = BINDINGS.filter(({ changes }) => changes).map(({ action }) => action);
  for (const action of [
    'trash',
    'tag',
    'note',
    'star',
    'checkout',
    'rerun',
    'undo',
    'push',
    'fetch',
  ] as const)
    t.ok(changing.includes(action), action);
});
