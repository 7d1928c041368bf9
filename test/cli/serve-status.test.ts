import t from 'tap';
import { serveStatus, statusLine } from '../../src/cli/serve-status.ts';

t.test('the line says how much there is to do', async t => {
  t.equal(statusLine({ runs: 2, clients: 1, writes: 140 }), '2 open runs  1 client  140 writes/s');
});

t.test('it stands on a terminal alone', async t => {
  const written: string[] = [];
  const err = (isTerminal: boolean) =>
    ({ isTerminal, write: (text: string) => void written.push(text) }) as never;
  const pipe = serveStatus({ err: err(false), now: () => 0 }, () => 0);
  pipe.heard({ client: 'a', isWrite: true });
  pipe.stop();
  t.same(written, []);
  const terminal = serveStatus({ err: err(true), now: () => 0 }, () => 3);
  terminal.heard({ client: 'a', isWrite: true });
  terminal.heard({ client: 'b', isWrite: false });
  while (written.length === 0) await new Promise(resolve => setTimeout(resolve, 20));
  terminal.stop();
  t.same(written, ['\r\x1b[K3 open runs  2 clients  1 writes/s', '\r\x1b[K']);
});
