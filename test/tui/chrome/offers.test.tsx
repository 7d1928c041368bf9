/** @jsxRuntime automatic */
import { Box } from 'ink';
import { render } from 'ink-testing-library';
import t from 'tap';
import { OffersMenu } from '../../../src/tui/chrome/offers.tsx';
import type { LineMode } from '../../../src/tui/state/mode.ts';
import { SurfaceContext } from '../../../src/tui/surface/region.tsx';
import type { Surface } from '../../../src/tui/surface/surface.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const RECT = { x: 0, y: 8, width: 40, height: 1 };

async function lineWith(text: string, keep: number): Promise<LineMode> {
  const control = controlOf({
    desk: { offer: async () => ({ keep, offers: [{ value: 'show' }, { value: 'stop' }] }) },
  });
  control.press(':');
  control.type(text);
  await until(() => (control.state().mode as LineMode).offers.offers.length > 0);
  return control.state().mode as LineMode;
}

t.test('the menu stands above the line, its words above the word', async t => {
  const mode = await lineWith('help s', 5);
  const { lastFrame } = render(
    <Box width={40} height={9}>
      <OffersMenu mode={mode} rect={RECT} theme={PLAIN_THEME} />
    </Box>,
  );
  const lines = lastFrame()?.split('\n') ?? [];
  t.same(lines.slice(5, 8), ['            ╭──────╮', '            │ show │', '            │ stop │']);
  t.equal('git run: help s'.indexOf('s', 13), lines[6]?.indexOf('show'));
});

t.test('at the right end it is moved to the left', async t => {
  const mode = await lineWith(`${'x'.repeat(60)} s`, 61);
  const { lastFrame } = render(
    <Box width={40} height={9}>
      <OffersMenu mode={mode} rect={RECT} theme={PLAIN_THEME} />
    </Box>,
  );
  t.equal(lastFrame()?.split('\n')[6]?.length, 40);
});

t.test('where nothing is offered nothing lies above', async t => {
  const told: unknown[] = [];
  const surface = { above: (rect: unknown) => void told.push(rect) } as unknown as Surface;
  const control = controlOf();
  control.press('f');
  render(
    <SurfaceContext.Provider value={surface}>
      <OffersMenu mode={control.state().mode as LineMode} rect={RECT} theme={PLAIN_THEME} />
    </SurfaceContext.Provider>,
  ).unmount();
  t.same(told, [undefined]);
});
