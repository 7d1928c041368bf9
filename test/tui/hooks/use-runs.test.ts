import t from 'tap';
import type { Desk } from '../../../src/tui/desk.ts';
import { useRuns } from '../../../src/tui/hooks/use-runs.ts';
import { deskOf } from '../../support/desk.ts';
import { liveRow } from '../../support/run-rows.ts';
import { until } from '../../support/tui-control.ts';
import { hooked, screenStore } from '../../support/tui-screen.tsx';
import { someRows } from '../../support/tui-state.ts';

function bench(t: Parameters<typeof hooked>[0], parts: Partial<Desk>) {
  const store = screenStore();
  const desk = deskOf(parts);
  const hook = hooked(t, (refreshed: number) => useRuns(desk, store, refreshed), 0);
  return { ...store, ...hook, runs: () => store.state().runs };
}

t.test('all runs are read, and how far that is is told', async t => {
  let goOn = () => {};
  const { runs, state } = bench(t, {
    directions: async () => ({ acc: 'min' }),
    async all(hear) {
      hear(1, 3);
      await new Promise<void>(resolve => {
        goOn = resolve;
      });
      return { rows: someRows(3), damaged: ['one is damaged'] };
    },
  });
  await until(() => runs().reading !== undefined);
  t.match(runs(), { reading: { done: 1, total: 3 }, isComplete: false });
  goOn();
  await until(() => runs().isComplete);
  t.match(runs(), { damaged: ['one is damaged'], reading: undefined, directions: { acc: 'min' } });
  t.equal(runs().rows.length, 3);
  t.same(state().notice, { text: 'one is damaged', tone: 'bad' });
});

t.test('R reads them anew, and what was asked before is passed over', async t => {
  const answers: (() => void)[] = [];
  const { runs, again } = bench(t, {
    all: () =>
      new Promise(resolve => {
        const count = answers.length + 1;
        answers.push(() => resolve({ rows: someRows(count), damaged: [] }));
      }),
  });
  await until(() => answers.length === 1);
  again(1);
  await until(() => answers.length === 2);
  for (const answer of answers.reverse()) answer();
  await until(() => runs().isComplete);
  await new Promise(resolve => setImmediate(resolve));
  t.equal(runs().rows.length, 2);
});

t.test('where they cannot be read, that is said', async t => {
  const { state } = bench(t, { all: async () => Promise.reject(new Error('no \x1b[2J repository')) });
  await until(() => state().notice !== undefined);
  t.match(state().notice, { text: 'no \\u{1b}[2J repository', tone: 'bad' });
});

t.test('what is written while one looks is looked at afterwards', async t => {
  const answers: (() => void)[] = [];
  let write = () => {};
  const { runs } = bench(t, {
    all: async () => ({ rows: someRows(1), damaged: [] }),
    watch(hear) {
      write = hear;
      return () => {};
    },
    changes: () =>
      new Promise(resolve => {
        const rows = someRows(answers.length + 2);
        answers.push(() => resolve({ rows, gone: [] }));
      }),
  });
  await until(() => runs().isComplete);
  write();
  await until(() => answers.length === 1);
  write();
  answers[0]?.();
  await until(() => answers.length === 2);
  answers[1]?.();
  await until(() => runs().rows.length === 3);
});

t.test('a run in progress is looked at again and again, until it has ended', async t => {
  let looks = 0;
  let asked = 0;
  const row = liveRow();
  const { runs } = bench(t, {
    all: async () => ({ rows: [row], damaged: [] }),
    live: async () => (++looks < 3 ? [row] : []),
    async changes(_, live) {
      asked++;
      return live.length > 0
        ? { rows: live, gone: [] }
        : { rows: [{ ...row, status: 'finished', commit: '1'.repeat(40) }], gone: [] };
    },
  });
  await until(() => runs().rows[0]?.status === 'finished');
  t.same([looks, asked], [3, 2]);
});

t.test('when the screen is closed nothing is watched any more', async t => {
  let watching = 0;
  const { unmount } = bench(t, {
    watch() {
      watching++;
      return () => {
        watching--;
      };
    },
  });
  await until(() => watching === 1);
  unmount();
  await until(() => watching === 0);
});
