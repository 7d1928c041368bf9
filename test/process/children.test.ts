import t from 'tap';
import { childrenOf, statOf } from '../../src/process/children.ts';
import { startPiped } from '../../src/process/start.ts';

const linux = process.platform !== 'linux' && 'needs /proc';

t.test('a child is found below its parent, and says so itself', { skip: linux }, async t => {
  const child = startPiped('cat', [], { cwd: '/', env: process.env });
  t.ok(childrenOf(process.pid).includes(child.pid as number));
  t.equal(Number(statOf(child.pid as number)[1]), process.pid);
  child.stdin.end();
  await new Promise(resolve => child.once('close', resolve));
  t.notOk(childrenOf(process.pid).includes(child.pid as number));
});
