import { render } from 'ink-testing-library';
import { createElement, type FC, useSyncExternalStore } from 'react';
import t, { type Test } from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import type { Desk, RunSeries } from '../../../src/tui/desk.ts';
import { useCurves } from '../../../src/tui/hooks/use-curves.ts';
import { type AppEvent, type AppState, newApp, reduceApp } from '../../../src/tui/state/app.ts';
import { openStore, type Store } from '../../../src/tui/state/store.ts';
import { SIZE, seriesOf } from '../../support/tui-curves.ts';
import { someRows } from '../../support/tui-state.ts';

const NAMES = ['acc', 'f1', 'loss', 'wer'];

/** A desk that has series of every run, and says what it is asked. */
function deskOf() {
  const asked: string[] = [];
  const held = new Map<string, RunSeries>();
  const desk = {
    trouble: undefined as string | undefined,
    names: NAMES,
    asked,
    grow: () => held.clear(),
    metricsOf: async (_: RunRow) => desk.names,
    async series(runs: readonly RunRow[], metrics: readonly string[]) {
      asked.push(`${runs.map(({ name }) => name).join()}: ${metrics.join()}`);
      if (desk.trouble !== undefined) throw new Error(desk.trouble);
      return runs.map(({ id }) => new Map(metrics.map(name => [name, seriesFor(`${id} ${name}`)] as const)));
    },
  };
  const seriesFor = (key: string) => {
    const series = held.get(key) ?? seriesOf(Array.from({ length: asked.length }, (_, at) => at));
    held.set(key, series);
    return series;
  };
  return desk;
}

interface ViewProps {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

const View: FC<ViewProps> = ({ store, desk, send }) => {
  const { runs, metrics } = useSyncExternalStore(store.subscribe, store.state);
  useCurves({ runs, state: metrics, ...SIZE, desk, send });
  return null;
};

/** The hook by itself, in a pane that has room for two charts. */
function opened(t: Test, rows: readonly RunRow[]) {
  const desk = deskOf();
  const store = openStore(reduceApp, newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined }));
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  store.send({ kind: 'focus', pane: 'metrics' });
  const events: AppEvent[] = [];
  const send = (event: AppEvent) => {
    events.push(event);
    store.send(event);
  };
  const screen = render(createElement(View, { store, desk: desk as unknown as Desk, send }));
  t.teardown(() => screen.unmount());
  const state = () => store.state().metrics;
  return {
    desk,
    store,
    events,
    state,
    until,
    press: (action: string) => store.send({ kind: 'action', action }),
  };

  async function until(test: () => boolean): Promise<void> {
    while (!test()) await new Promise(resolve => setTimeout(resolve, 5));
  }
}

const running = (row: RunRow): RunRow => ({ ...row, status: 'running', commit: undefined });

t.test('the run under the cursor comes with the metrics that are seen, in one piece', async t => {
  const { desk, events, state, until } = opened(t, someRows(3));
  await until(() => state().data.isRead);
  t.same(desk.asked, ['run-0: acc,f1']);
  t.same(events.length, 1);
  t.same([state().data.metrics, [...state().data.answered]], [NAMES, ['acc', 'f1']]);
});

t.test('who goes through the list is asked for the curves of the last one alone', async t => {
  const { desk, store, state, until } = opened(t, someRows(9));
  await until(() => state().data.isRead);
  for (let at = 1; at < 9; at++) store.send({ kind: 'runs', event: { kind: 'point', at } });
  await until(() => state().data.runs[0]?.name === 'run-8');
  t.same(desk.asked, ['run-0: acc,f1', 'run-8: acc,f1']);
});

t.test('marked ones are shown together, each with its own delay', async t => {
  const rows = someRows(3);
  const { store, state, until } = opened(t, rows);
  store.send({ kind: 'runs', event: { kind: 'mark', marked: new Set(rows.slice(1).map(({ id }) => id)) } });
  await until(() => state().data.runs.length === 3);
  t.same(
    state().data.runs.map(({ name, delay }) => [name, delay]),
    [
      ['run-1', 3600],
      ['run-2', 0],
      ['run-0', 7200],
    ],
  );
});

t.test('of other metrics those are asked for that are not there', async t => {
  const { desk, press, state, until } = opened(t, someRows(1));
  await until(() => state().data.isRead);
  press('page-down');
  await until(() => state().data.answered.has('wer'));
  press('page-up');
  press('page-down');
  t.same(desk.asked, ['run-0: acc,f1', 'run-0: loss,wer']);
});

t.test('where no run is in progress nothing is waited for', async t => {
  const { state, until } = opened(t, someRows(1));
  await until(() => state().data.isRead);
  await new Promise(resolve => setImmediate(resolve));
  t.notOk(process.getActiveResourcesInfo().includes('Timeout'));
});

t.test('a run in progress grows, and has new metrics, while others are not read again', async t => {
  const [live, ended] = someRows(2);
  if (live === undefined || ended === undefined) throw new Error('there are two');
  const { desk, store, state, until } = opened(t, [running(live), ended]);
  store.send({ kind: 'runs', event: { kind: 'mark', marked: new Set([ended.id]) } });
  await until(() => state().data.runs.length === 2);
  const before = state().data.series.get(live.id)?.get('acc');
  desk.grow();
  await until(() => state().data.series.get(live.id)?.get('acc') !== before);
  t.same(desk.asked.slice(-1), ['run-0: acc,f1']);
  desk.names = [...NAMES, 'bleu'];
  await until(() => state().data.metrics.includes('bleu'));
});

t.test('a run that has ended is read once more, and then left alone', async t => {
  const [row] = someRows(1);
  if (row === undefined) throw new Error('there is one');
  const { desk, store, state, until } = opened(t, [running(row)]);
  await until(() => state().data.runs[0]?.isLive === true);
  store.send({ kind: 'runs', event: { kind: 'changed', rows: [row], gone: [] } });
  await until(() => state().data.runs[0]?.isLive === false);
  t.same(desk.asked, ['run-0: acc,f1', 'run-0: acc,f1']);
  await new Promise(resolve => setImmediate(resolve));
  t.notOk(process.getActiveResourcesInfo().includes('Timeout'));
});

t.test('what goes wrong is said', async t => {
  const { desk, press, state, until } = opened(t, someRows(1));
  await until(() => state().data.isRead);
  desk.trouble = 'it is \x1b gone';
  press('page-down');
  await until(() => state().data.trouble !== undefined);
  t.equal(state().data.trouble, 'it is \\u{1b} gone');
});
