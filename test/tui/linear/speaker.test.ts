import t from 'tap';
import { openSpeaker } from '../../../src/tui/linear/speaker.ts';
import { controlOf } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

async function opened() {
  const control = controlOf({ rows: someRows(3) });
  let written = '';
  const speaker = openSpeaker({
    store: control.store,
    desk: control.desk,
    write(text) {
      written += text;
    },
  });
  t.teardown(speaker.close);
  const said = async () => {
    await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
    const lines = written;
    written = '';
    return lines;
  };
  control.press('j', 'k', 'j');
  return { control, speaker, said };
}

t.test('it begins with the repository, its runs and the way to the keys', async t => {
  const { said } = await opened();
  t.equal(
    await said(),
    'git-run, repository project, 3 runs, press ? for the keys\r\n' +
      'row 2 of 3: run-1, finished, 2 h ago, acc 0.01\r\n',
  );
});

t.test('what holds while a line is typed is said when it has been', async t => {
  const { control, said } = await opened();
  await said();
  control.press('f');
  t.equal(await said(), 'filter: ');
  control.type('metrics.acc > 0.01');
  t.equal(await said(), 'metrics.acc > 0.01');
  control.press('enter');
  t.match(await said(), /^\r\nwhere metrics.acc > 0\.01: 1 of 3 runs\r\nrow 1 of 1: run-2, /);
});

t.test('where a line cannot be taken it is said why', async t => {
  const { control, speaker, said } = await opened();
  control.press('f');
  control.type('acc >');
  await said();
  control.press('enter');
  speaker.trouble();
  t.match(await said(), /^\r\n.+\r\n$/);
});

t.test('where one is can be asked for', async t => {
  const { speaker, said } = await opened();
  await said();
  speaker.again();
  t.equal(await said(), 'row 2 of 3: run-1, finished, 2 h ago, acc 0.01\r\n');
});
