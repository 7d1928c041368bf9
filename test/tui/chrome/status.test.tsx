/** @jsxRuntime automatic */
import { render } from 'ink-testing-library';
import t from 'tap';
import { Status } from '../../../src/tui/chrome/status.tsx';
import { layout } from '../../../src/tui/state/app.ts';
import { SurfaceContext } from '../../../src/tui/surface/region.tsx';
import type { Surface } from '../../../src/tui/surface/surface.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const shown = (control: TestControl) => {
  const app = control.state();
  return render(<Status rect={layout(app).status} app={app} theme={PLAIN_THEME} />).lastFrame();
};

t.test('it says what was said last; trouble has a mark', async t => {
  const control = controlOf();
  t.equal(shown(control)?.trim(), '');
  control.store.send({ kind: 'notice', notice: { text: 'done: x', tone: 'good' } });
  t.match(shown(control), 'done: x');
  control.store.send({ kind: 'notice', notice: { text: 'no \x1b[2J', tone: 'bad' } });
  t.match(shown(control), /^! no \\u\{1b\}/);
  control.store.send({ kind: 'busy', busy: 'pushing' });
  t.match(shown(control), 'pushing …');
});

t.test('it is what is typed, and the cursor is where the next letter goes', async t => {
  const places: unknown[] = [];
  const surface = { cursor: (at: unknown) => void places.push(at) } as unknown as Surface;
  const control = controlOf();
  control.press('f');
  control.type('seed');
  control.press('left');
  const app = control.state();
  const { lastFrame, unmount } = render(
    <SurfaceContext.Provider value={surface}>
      <Status rect={layout(app).status} app={app} theme={PLAIN_THEME} />
    </SurfaceContext.Provider>,
  );
  t.equal(lastFrame(), 'filter: seed');
  unmount();
  t.same(places, [{ x: 11, y: 28 }, undefined]);
});

t.test('on a low screen it says itself what is wrong', async t => {
  const control = controlOf({ lines: 10 });
  control.press('f');
  control.type('nmae = x');
  t.equal(shown(control), "filter: nmae = x ^ there is no field 'nmae': name?");
  const high = controlOf();
  high.press('f');
  high.type('nmae = x');
  t.equal(shown(high), 'filter: nmae = x');
});
