import t from 'tap';
import { numbered } from '../../support/log-states.ts';
import { openOutput } from '../../support/output-pane.ts';

const PARTS = [`first\nValueError: one\n${numbered(9)}`, numbered(20, 10), `x needle\n${numbered(20, 30)}`];

t.test('a text is found from the end up, and on from there both ways', async t => {
  const { until, search, press, store } = openOutput(t, [{ parts: PARTS }]);
  await until(lines => lines.at(-1) === 'line 49');
  search('needle');
  await until(lines => lines[2]?.includes('[needle]') === true);
  search('line 1\\d');
  await until(lines => lines[2]?.includes('[line 10]') === true);
  t.equal(store.state().notice?.text, 'around the end of the output', 'from what was found down');
  press('next-match');
  await until(lines => lines[2]?.includes('[line 11]') === true);
  press('previous-match');
  await until(lines => lines[2]?.includes('[line 10]') === true);
});

t.test('one goes from error to error', async t => {
  const { until, press } = openOutput(t, [{ parts: PARTS }]);
  await until(lines => lines.at(-1) === 'line 49');
  press('previous-error');
  await until(lines => lines[1] === '>alueError: one');
});

t.test('what is nowhere is said to be', async t => {
  const { until, search, store } = openOutput(t, [{ parts: PARTS }]);
  await until(lines => lines.at(-1) === 'line 49');
  search('nowhere');
  while (store.state().notice === undefined) await new Promise(resolve => setTimeout(resolve, 5));
  t.equal(store.state().notice?.text, 'no match for nowhere in this output');
  t.equal(store.state().output.seek, undefined);
});

t.test('a search that takes its time says how far it is, and can be stopped', async t => {
  const { until, search, store } = openOutput(t, [
    { parts: Array.from({ length: 60 }, () => numbered(20_000)) },
  ]);
  await until(lines => lines.at(-1) === 'line 19999');
  const said = new Set<string | undefined>();
  store.subscribe(() => {
    const { busy, output } = store.state();
    said.add(busy);
    if (busy?.includes(' 10 %') && output.seek !== undefined)
      store.send({ kind: 'output', event: { kind: 'stop' } });
  });
  search('nowhere');
  while (store.state().output.seek !== undefined || store.state().busy !== undefined)
    await new Promise(resolve => setTimeout(resolve, 5));
  t.match([...said].join(), /searching: 5 %, Esc ends it.*searching: 10 %, Esc ends it,?$/);
  t.equal(store.state().notice, undefined);
});
