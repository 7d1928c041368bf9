import { render } from 'ink-testing-library';
import { createElement, type FC } from 'react';
import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { type ArtifactsRequest, useArtifacts } from '../../../src/tui/hooks/use-artifacts.ts';
import type { AppEvent } from '../../../src/tui/state/app.ts';
import { liveRow } from '../../support/run-rows.ts';
import { someRows } from '../../support/tui-state.ts';

const Probe: FC<ArtifactsRequest> = props => {
  useArtifacts(props);
  return null;
};

/** What was asked, and what was told. */
function bench(artifacts: (id: RunId) => Promise<never[]> = async () => []) {
  const asked: RunId[] = [];
  const events: AppEvent[] = [];
  const desk = {
    artifacts(id: RunId) {
      asked.push(id);
      return artifacts(id);
    },
  };
  const until = async (test: () => boolean) => {
    while (!test()) await new Promise(resolve => setTimeout(resolve, 5));
  };
  const request = {
    refreshed: 0,
    desk: desk as unknown as Desk,
    send: (event: AppEvent) => void events.push(event),
  };
  return { asked, events, until, request };
}

const [first, second] = someRows(2);

t.test('files are asked for when one stays with a run, and again when all is', async t => {
  const { asked, events, until, request } = bench();
  const screen = render(createElement(Probe, { ...request, row: first }));
  t.teardown(() => screen.unmount());
  screen.rerender(createElement(Probe, { ...request, row: second }));
  await until(() => events.length === 1);
  t.same(asked, [second?.id], 'not of the run that was passed by');
  t.match(events[0], {
    kind: 'artifacts',
    event: { kind: 'files', run: second?.id, isLive: false, files: [] },
  });
  screen.rerender(createElement(Probe, { ...request, row: second, refreshed: 1 }));
  await until(() => events.length === 2);
});

t.test('those of a run in progress are asked for again and again', async t => {
  const { asked, until, request } = bench();
  const screen = render(createElement(Probe, { ...request, row: liveRow() }));
  t.teardown(() => screen.unmount());
  await until(() => asked.length === 2);
});

t.test('why they cannot be listed is told, made safe', async t => {
  const { events, until, request } = bench(async () => Promise.reject(new Error('no \x1b[2J')));
  const screen = render(createElement(Probe, { ...request, row: first }));
  t.teardown(() => screen.unmount());
  await until(() => events.length === 1);
  t.match(events[0], { event: { kind: 'failed', trouble: 'no \\u{1b}[2J' } });
});
