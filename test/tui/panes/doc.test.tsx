import t from 'tap';
import { docPane } from '../../../src/tui/panes/doc.tsx';
import { deskOf } from '../../support/desk.ts';
import { until } from '../../support/tui-control.ts';
import { screenStore, shownPane } from '../../support/tui-screen.tsx';
import { someRows } from '../../support/tui-state.ts';

const body = { x: 0, y: 1, width: 40, height: 8 };
const desk = deskOf({
  detail: async id => `detail of ${id}\n`,
  lineage: async id => `lineage of ${id}\n`,
  compare: async ids => `${ids.length} runs side by side\n`,
  diff: async (a, b) => `from ${a}\nto ${b ?? 'now'}\n`,
});

function opened(t: Parameters<typeof shownPane>[0], name: Parameters<typeof docPane>[0]) {
  const store = screenStore();
  const rows = someRows(3);
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  return { store, ids: rows.map(({ id }) => id), ...shownPane(t, docPane(name), { store, desk, body }) };
}

t.test('detail and lineage are of the run under the cursor', async t => {
  for (const name of ['detail', 'lineage'] as const) {
    const { store, ids, frame } = opened(t, name);
    await until(() => frame().includes(`${name} of ${ids[0]}`));
    store.send({ kind: 'action', action: 'down' });
    await until(() => frame().includes(`${name} of ${ids[1]}`));
  }
});

t.test('marked runs are compared', async t => {
  const { store, ids, frame } = opened(t, 'compare');
  store.send({ kind: 'runs', event: { kind: 'mark', marked: new Set(ids) } });
  await until(() => frame().includes('3 runs side by side'));
});

t.test('a difference is one to the work tree, or between two marked runs, the older one first', async t => {
  const { store, ids, frame } = opened(t, 'diff');
  await until(() => frame().includes('to now'));
  store.send({ kind: 'runs', event: { kind: 'mark', marked: new Set(ids.slice(0, 2)) } });
  await until(() => frame().includes(`from ${ids[1]}`));
  t.match(frame(), `to ${ids[0]}`);
});

t.test('without a run there is nothing', async t => {
  const store = screenStore();
  const { frame } = shownPane(t, docPane('detail'), { store, desk, body });
  t.equal(frame().trim(), '');
});
