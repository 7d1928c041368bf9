import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { followRuns, readAll } from '../../../src/tui/hooks/follow-runs.ts';
import { newApp, reduceApp } from '../../../src/tui/state/app.ts';
import { openStore } from '../../../src/tui/state/store.ts';
import { until } from '../../support/recording.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(3);

function opened(more: Partial<Desk> = {}) {
  const store = openStore(reduceApp, newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined }));
  let heard = () => {};
  const desk = {
    directions: async () => ({}),
    all: async () => ({ rows: rows.slice(1), damaged: [] }),
    live: async (): Promise<readonly RunRow[]> => [],
    changes: async () => ({ rows: rows.slice(0, 1), gone: [] }),
    watch(hear: () => void) {
      heard = hear;
      return () => {};
    },
    ...more,
  } as unknown as Desk;
  return { store, desk, write: () => heard(), names: () => store.state().runs.rows.map(({ name }) => name) };
}

t.test('all runs are read, and what is written later comes to them', async t => {
  const { store, desk, write, names } = opened();
  readAll(desk, store);
  await until(() => store.state().runs.isComplete);
  t.same(names(), ['run-1', 'run-2']);
  const stop = followRuns(desk, store);
  t.teardown(stop);
  write();
  await until(() => names().length === 3);
  t.same(names(), ['run-0', 'run-1', 'run-2']);
});

t.test('what goes wrong is said', async t => {
  const { store, desk } = opened({ all: () => Promise.reject(new Error('no runs')) });
  readAll(desk, store);
  await until(() => store.state().notice !== undefined);
  t.match(store.state().notice, { text: 'no runs', tone: 'bad' });
});

t.test('runs that cannot be read are said: why, or how many', async t => {
  for (const [damaged, text] of [
    [['passed over 01x: it is cut'], 'passed over 01x: it is cut'],
    [['passed over 01x: it is cut', 'passed over 01y: so is it'], /^passed over 2 runs .*git run fsck/],
  ] as const) {
    const { store, desk } = opened({ all: async () => ({ rows, damaged }) });
    readAll(desk, store);
    await until(() => store.state().notice !== undefined);
    t.match(store.state().notice, { text, tone: 'bad' });
    t.equal(store.state().runs.rows.length, 3, 'the others are there');
  }
});

t.test('what comes when nobody wants it any more is passed over', async t => {
  let answer = (_: Awaited<ReturnType<Desk['all']>>) => {};
  const { store, desk } = opened({
    all: () =>
      new Promise(resolve => {
        answer = resolve;
      }),
  });
  readAll(desk, store)();
  answer({ rows, damaged: [] });
  await new Promise(resolve => setImmediate(resolve));
  t.same(store.state().runs.rows, []);
});
