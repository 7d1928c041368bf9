/** @jsxRuntime automatic */
import t from 'tap';
import { Region, SurfaceContext } from '../../../src/tui/surface/region.tsx';
import type { Region as Painted, Surface } from '../../../src/tui/surface/surface.ts';
import { until } from '../../support/recording.ts';
import { shown } from '../../support/tui-screen.tsx';

const rect = { x: 0, y: 0, width: 10, height: 2 };

/** What regions tell a surface. */
function heard() {
  const told: [name: string, region: Painted | undefined][] = [];
  const nothing = () => {};
  const surface: Surface = {
    frame: nothing,
    above: nothing,
    cursor: nothing,
    redraw: nothing,
    flush: nothing,
    region: (name, region) => void told.push([name, region]),
  };
  return { told, surface };
}

t.test('without a surface a region is text, in its part of the screen', async t => {
  const screen = shown(
    t,
    <Region name="list" rect={rect} lines={['one', 'a line that is too long', 'below']} />,
  );
  t.equal(screen.frame(), 'one\na line th…');
});

t.test('an empty line keeps its place', async t => {
  const screen = shown(t, <Region name="list" rect={rect} lines={['', 'two']} />);
  t.match(screen.frame(), /^ *\ntwo$/);
});

t.test('with a surface it is painted there, and the frame leaves its room', async t => {
  const { told, surface } = heard();
  const at = (lines: readonly string[]) => (
    <SurfaceContext.Provider value={surface}>
      <Region name="list" rect={rect} lines={lines} />
    </SurfaceContext.Provider>
  );
  const screen = shown(t, at(['one']));
  t.equal(screen.frame(), '\n');
  t.match(told, [['list', { rect, lines: ['one'] }]]);
  screen.again(at(['two']));
  await until(() => told.length === 2);
  t.match(told[1], ['list', { rect, lines: ['two'] }]);
});

t.test('when it goes its part is empty', async t => {
  const { told, surface } = heard();
  const screen = shown(
    t,
    <SurfaceContext.Provider value={surface}>
      <Region name="list" rect={rect} lines={['one']} picture={{ sequence: 'x' }} />
    </SurfaceContext.Provider>,
  );
  t.match(told[0], ['list', { picture: { sequence: 'x' } }]);
  screen.unmount();
  t.same(told.at(-1), ['list', undefined]);
});
