/** @jsxRuntime automatic */
import { Text } from 'ink';
import type { FC } from 'react';
import t from 'tap';
import { Boundary } from '../../../src/tui/chrome/boundary.tsx';
import { layout } from '../../../src/tui/state/app.ts';
import { controlOf } from '../../support/tui-control.ts';
import { shown } from '../../support/tui-screen.tsx';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const [pane] = layout(controlOf().state()).panes;
const Crashing: FC = () => {
  throw new Error('no \x1b[2J');
};

t.test('a pane that crashes says so in its place', async t => {
  if (pane === undefined) return;
  const { error } = console;
  console.error = () => {};
  t.teardown(() => {
    console.error = error;
  });
  const frame = shown(
    t,
    <Boundary pane={pane} theme={PLAIN_THEME}>
      <Crashing />
    </Boundary>,
  ).frame();
  t.match(frame, /Runs has crashed: Error: no \\u\{1b\}/);
  t.match(frame, 'R tries it again');
});

t.test('one that does not is there', async t => {
  if (pane === undefined) return;
  const frame = shown(
    t,
    <Boundary pane={pane} theme={PLAIN_THEME}>
      <Text>fine</Text>
    </Boundary>,
  ).frame();
  t.match(frame, 'fine');
});
