import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { lineagePage } from '../../../src/cli/ui/lineage-page.ts';
import { shortId } from '../../../src/run/run-id.ts';
import { styles } from '../../../src/view/style.ts';
import { worldOf } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { someRows } from '../../support/tui-state.ts';

const page = { width: 80, style: styles(false) };
const bench = await storeBench(t);
const context = createContext(worldOf(bench.on, { now: Date.now }).world);
t.teardown(() => context.close());
const [child, parent] = someRows(2) as [ReturnType<typeof someRows>[0], ReturnType<typeof someRows>[0]];

t.test('a run without relatives is said to be alone', async t => {
  t.match(
    await lineagePage(context, [child], page),
    /\* \w{8} .*run-0(?:.|\n)*\nAlone: it came from no other run/,
  );
});

t.test('what came from what is drawn, and said', async t => {
  const again = { ...child, lineage: [{ relation: 'rerun-of', id: parent.id }] } as typeof child;
  const text = await lineagePage(context, [again, parent], page);
  t.match(text, `\n${shortId(child.id)}  rerun of  ${shortId(parent.id)}  run-1\n`);
  t.notMatch(text, 'Alone');
  t.match(await lineagePage(context, [again], page), /x \w{8} \(not here\)/);
});
