import t from 'tap';
import { numbered, partName } from '../../support/log-states.ts';
import { openOutput } from '../../support/output-pane.ts';

const MB = 2 ** 20;
/** Of `line 0` to `line 9` each. */
const PART = numbered(10).repeat((4 * MB) / 70);

t.test('parts are read where one looks, and no others', async t => {
  const parts = [numbered(10), ...Array.from({ length: 9 }, () => PART), numbered(10, 90)];
  const { until, press, read } = openOutput(t, [{ parts }]);
  await until(lines => lines.at(-1) === 'line 99');
  t.same(read, [partName(10), partName(9)], 'the last one is small');
  press('first');
  await until(lines => lines[0] === 'line 0');
  press('page-down', 'page-down', 'page-down');
  await until(lines => lines[0] === 'line 5');
  t.same(read.slice(2), [partName(0), partName(1)]);
  press('last');
  await until(lines => lines.at(-1) === 'line 99');
});

t.test('what a run writes is seen as it comes, until it ends', async t => {
  const { until, write, end, press, store, shown } = openOutput(t, [{ parts: ['one\n'], isLive: true }]);
  await until(lines => lines[0] === 'one');
  await write('two\nthr', 0);
  await until(lines => lines.at(-1) === 'thr');
  await write(`ee\n${numbered(9)}`, 1);
  await until(lines => lines.at(-1) === 'line 8');
  press('first');
  await write('later\n', 1);
  while (store.state().output.log.parts[1]?.bytes !== 72)
    await new Promise(resolve => setTimeout(resolve, 5));
  t.equal(shown()[2], 'three', 'who looks elsewhere stays there');
  press('last');
  await until(lines => lines.at(-1) === 'later');
  end();
  while (store.state().output.isLive) await new Promise(resolve => setTimeout(resolve, 5));
});

t.test('nobody is followed any more when another run is looked at, or none', async t => {
  const { until, followers, store, unmount } = openOutput(t, [
    { parts: ['one\n'], isLive: true },
    { parts: ['two\n'] },
  ]);
  await until(lines => lines[0] === 'one');
  t.equal(followers(), 1);
  store.send({ kind: 'runs', event: { kind: 'point', at: 1 } });
  await until(lines => lines[0] === 'two');
  t.equal(followers(), 0);
  unmount();
});

t.test('what cannot be read is said, and the rest is shown', async t => {
  const { until, shown } = openOutput(t, [{ parts: ['one\n', 'two\n', 'three\n'], broken: [1] }]);
  await until(lines => lines[0] === 'one');
  t.same(shown()[2], 'three');
  t.match(shown()[1], /… 000001\.log cannot be read: it is damaged …/);
});

t.test('a run that is not there says so', async t => {
  const { until } = openOutput(t, []);
  await until(lines => lines.join().includes('no such run'));
});
