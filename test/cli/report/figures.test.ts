import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { drawFigures } from '../../../src/cli/report/figures.ts';
import { rowOfRun } from '../../../src/run/run-row.ts';
import { worldOf } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

const on = await openedRepository(t, { files: { a: '1' } });
const context = createContext(worldOf(on).world);
t.teardown(() => context.close());
const events = [0, 1, 2].map(step => `{"metric":{"acc":0.${step + 1}},"step":${step}}`).join('\\n');

async function record(lr: string) {
  const script = `printf '${events}\\n{"metric":{"once":1}}\\n' >> "$GIT_RUN_EVENTS"`;
  const loaded = await recordRun(on, ['sh', '-c', script, 'sh', '--lr', lr]);
  return rowOfRun(loaded, loaded.commit);
}

t.test('a metric with two points has a curve, drawn and as text; with one it has none', async t => {
  const [figure, ...more] = await drawFigures(context, [await record('0.1')], {
    metrics: [],
    directions: {},
  });
  t.same(more, []);
  t.equal(figure?.title, 'acc');
  t.match(
    figure?.text,
    /^acc: 0\.1 to 0\.3 over step 0 to 2; higher is better, by its name\n.* {2}▁▅█ {2}0\.3\n$/,
  );
  t.match(figure?.svg.light, /^<svg .*<\/svg>\n$/s);
  t.not(figure?.svg.dark, figure?.svg.light);
});

t.test('where params differ among several runs, they are drawn against the best metric', async t => {
  const rows = [await record('0.1'), await record('0.2'), await record('0.3'), await record('0.4')];
  const figures = await drawFigures(context, rows, { metrics: ['acc'], directions: {} });
  t.same(
    figures.map(({ title }) => title),
    ['acc', 'params and metrics'],
  );
  t.equal(figures[1]?.text, '', 'which no text can show');
});
